/// Rules that correlate, and a log in which they hold.
enum CorrelatedLog {
    static let rules = """
        title: Many denied requests
        id: 11111111-2222-4333-8444-000000000001
        correlation:
            type: event_count
            rules: [denied]
            group-by: [user.username]
            timespan: 1m
            condition: {gte: 4}
        level: high
        ---
        title: Denied request
        name: denied
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {responseStatus.code: 403}
            condition: selection
        ---
        title: Secret read
        id: 11111111-2222-4333-8444-000000000002
        level: low
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {objectRef.resource: secrets}
            condition: selection
        martlet:
            group_by: [user.username]
            window: 20s
        ---
        title: Shell
        id: 11111111-2222-4333-8444-000000000003
        level: medium
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {objectRef.subresource: exec}
            root: {user.username: user-0}
            condition: selection
        martlet:
            severity_if:
                - {condition: root, level: critical}
        """

    /// One event a second and a few milliseconds, by eight users; some requests are there in two
    /// stages, and some events do not say when they happened.
    static func log(_ range: Range<Int>, times: Bool = true) -> String {
        range.map { number in
            let user = "user-\(number * 7 % 8)"
            let code = number % 3 == 0 || number % 40 > 33 ? 403 : 200
            let isShell = number % 25 == 0
            let resource = number % 9 == 0 ? "secrets" : "pods"
            let stages = number % 5 == 0 ? ["RequestReceived", "ResponseComplete"] : ["Panic"]
            return stages.map { stage in
                event(number, stage, user, resource, code: code, isShell: isShell)
            }.joined()
        }.joined()
    }

    private static func event(
        _ number: Int,
        _ stage: String,
        _ user: String,
        _ resource: String,
        code: Int,
        isShell: Bool
    ) -> String {
        let minutes = number / 60
        let clock = "\(minutes / 60 + 10):\(two(minutes % 60)):\(two(number % 60))"
        let time = number % 101 == 50 ? "soon" : "2026-11-20T\(clock).\(100 + number % 900)Z"
        let subresource = isShell ? #","subresource":"exec""# : ""
        return """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"id-\(number)",\
            "stage":"\(stage)","verb":"get","user":{"username":"\(user)"},\
            "objectRef":{"resource":"\(resource)"\(subresource)},\
            "responseStatus":{"code":\(code)},"requestReceivedTimestamp":"\(time)",\
            "stageTimestamp":"\(time)"}

            """
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A folder with the rules, the log whole, and cut in three.
    static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules.yml", rules)
        folder.write("all.log", log(0..<1_500))
        folder.write("1.log", log(0..<400))
        folder.write("2.log", log(400..<1_100))
        folder.write("3.log", log(1_100..<1_500))
        return folder
    }
}
