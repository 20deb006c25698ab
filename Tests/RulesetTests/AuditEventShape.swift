import MartletTestSupport

/// The shape of an event of `audit.k8s.io/v1`: members, their order, and their types.
///
/// Source: `Event` in k8s.io/apiserver/pkg/apis/audit/v1/types.go.
enum AuditEventShape {
    private indirect enum Kind: Sendable {
        case text
        case oneOf(Set<String>)
        case time
        case integer
        case list(Kind)
        /// An object with keys of its own choice.
        case map(Kind)
        case members([(String, Kind)])
        case anything
    }

    private static let user = Kind.members([
        ("username", .text), ("uid", .text), ("groups", .list(.text)),
        ("extra", .map(.list(.text))),
    ])

    private static let event = Kind.members([
        ("kind", .oneOf(["Event"])),
        ("apiVersion", .oneOf(["audit.k8s.io/v1"])),
        ("level", .oneOf(["Metadata", "Request", "RequestResponse"])),
        ("auditID", .text),
        ("stage", .oneOf(["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"])),
        ("requestURI", .text),
        ("verb", .text),
        ("user", user),
        ("impersonatedUser", user),
        ("sourceIPs", .list(.text)),
        ("userAgent", .text),
        (
            "objectRef",
            .members([
                ("resource", .text), ("namespace", .text), ("name", .text), ("uid", .text),
                ("apiGroup", .text), ("apiVersion", .text), ("resourceVersion", .text),
                ("subresource", .text),
            ])
        ),
        (
            "responseStatus",
            .members([
                ("kind", .text), ("apiVersion", .text), ("metadata", .map(.anything)),
                ("status", .oneOf(["Success", "Failure"])), ("message", .text), ("reason", .text),
                ("details", .map(.anything)), ("code", .integer),
            ])
        ),
        ("requestObject", .anything),
        ("responseObject", .anything),
        ("requestReceivedTimestamp", .time),
        ("stageTimestamp", .time),
        ("annotations", .map(.text)),
    ])

    private static let required = [
        "kind", "apiVersion", "level", "auditID", "stage", "requestURI", "verb", "user",
        "requestReceivedTimestamp", "stageTimestamp",
    ]

    /// What is wrong with an event; empty for a valid one.
    static func defects(of value: JSONValue) -> [String] {
        required.filter { value[$0] == nil }.map { "\($0) is missing" }
            + defects(of: value, as: event, at: "event") + surplusBodies(of: value)
    }

    /// The level says how much of the bodies is recorded.
    private static func surplusBodies(of event: JSONValue) -> [String] {
        let allowed: [String]
        switch event["level"]?.text {
        case "RequestResponse": allowed = ["requestObject", "responseObject"]
        case "Request": allowed = ["requestObject"]
        default: allowed = []
        }
        return ["requestObject", "responseObject"]
            .filter { event[$0] != nil && !allowed.contains($0) }
            .map { "\($0) at level \(event["level"]?.text ?? "?")" }
    }

    private static func defects(of value: JSONValue, as kind: Kind, at path: String) -> [String] {
        switch (kind, value) {
        case (.anything, _), (.text, .string): return []
        case (.oneOf(let texts), .string):
            return texts.contains(value.text ?? "") ? [] : ["\(path) is \(value.text ?? "")"]
        case (.time, .string):
            let format = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/#
            return (value.text ?? "").wholeMatch(of: format) == nil ? ["\(path) is no time"] : []
        case (.integer, .number(let digits)):
            return Int32(String(decoding: digits, as: UTF8.self)) == nil
                ? ["\(path) is no integer"] : []
        case (.list(let element), .array(let values)):
            return values.flatMap { defects(of: $0, as: element, at: path + "[]") }
        case (.map(let element), .object(let members)):
            return members.flatMap { defects(of: $0.value, as: element, at: path + ".*") }
        case (.members(let known), .object(let members)):
            return defects(of: members, as: known, at: path)
        default: return ["\(path) has the wrong type"]
        }
    }

    private static func defects(
        of members: [JSONValue.Member],
        as known: [(String, Kind)],
        at path: String
    ) -> [String] {
        var defects: [String] = []
        var next = 0
        for member in members {
            let key = String(decoding: member.key, as: UTF8.self)
            guard let index = known.firstIndex(where: { $0.0 == key }) else {
                defects.append("\(path) has no member \(key)")
                continue
            }
            if index < next { defects.append("\(path).\(key) is out of order") }
            next = index + 1
            defects += self.defects(of: member.value, as: known[index].1, at: "\(path).\(key)")
        }
        return defects
    }
}

extension JSONValue {
    /// The text, if this is a string.
    var text: String? {
        guard case .string(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
