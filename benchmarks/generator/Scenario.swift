/// One kind of request: the lines it leaves in the log and the rules that each line matches.
struct Scenario {
    /// One stage of the request.
    struct Line {
        var template: JSONTemplate
        var matches: [BenchmarkRule]

        init(_ event: AuditEvent, matches: [BenchmarkRule] = []) {
            template = event.template
            self.matches = matches
        }
    }

    /// How often it occurs, relative to its neighbours.
    var weight: Int
    var lines: [Line]

    init(weight: Int, _ lines: [Line]) {
        self.weight = weight
        self.lines = lines
    }

    /// A request that is logged once, when it is complete.
    init(weight: Int, _ event: AuditEvent, matches: [BenchmarkRule] = []) {
        self.init(weight: weight, [Line(event, matches: matches)])
    }

    /// A request that is also logged when it arrives.
    static func twoStages(weight: Int, _ event: AuditEvent) -> Scenario {
        Scenario(weight: weight, [Line(event.at(.requestReceived)), Line(event)])
    }
}
