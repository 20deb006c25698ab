/// Values that decide what a rule means: what is wrong with one is an error.
///
/// All give `.some(nil)` for a member that is absent or null, and `nil` after reporting a mistake.
extension AttributeReader {
    /// A length of time, in nanoseconds.
    func timeSpan(
        _ name: String,
        allowsZero: Bool = false,
        into log: inout DiagnosticLog
    ) -> Int64?? {
        guard let member = self[name], !member.value.isNull else { return .some(nil) }
        guard let scalar = member.value.scalar else {
            let found = member.value.kindDescription
            log.error(
                .invalidTimeSpan,
                "'\(name)' must be a length of time, not \(found)",
                at: member.key.range,
                help: "write a number and a unit, such as 5m"
            )
            return nil
        }
        do throws(TextProblem) {
            let span = try TimeSpan(scalar.text)
            if span.nanoseconds > 0 || allowsZero { return .some(span.nanoseconds) }
            log.error(
                .invalidTimeSpan,
                "'\(name)' must be longer than nothing",
                at: member.value.range
            )
        } catch {
            log.report(error, in: member.value)
        }
        return nil
    }

    /// True or false.
    func boolean(_ name: String, into log: inout DiagnosticLog) -> Bool?? {
        guard let member = self[name], !member.value.isNull else { return .some(nil) }
        if case .boolean(let value) = member.value.scalar?.value { return .some(value) }
        let found = member.value.scalar.map { "'\($0.text)'" } ?? member.value.kindDescription
        log.error(
            .wrongType,
            "'\(name)' must be true or false, not \(found)",
            at: member.value.range
        )
        return nil
    }

    /// One field, or a list of different ones.
    func fields(_ name: String, into log: inout DiagnosticLog) -> [FieldPath]?? {
        guard let member = self[name], !member.value.isNull else { return .some(nil) }
        let nodes: [YAMLNode]
        if case .sequence(let elements) = member.value.content {
            nodes = elements
        } else {
            nodes = [member.value]
        }
        guard !nodes.isEmpty else {
            log.error(.wrongType, "the list '\(name)' is empty", at: member.key.range)
            return nil
        }
        var seen: Set<FieldPath> = []
        var isSound = true
        var paths: [FieldPath] = []
        for node in nodes {
            guard let path = FieldPath.parse(node, into: &log) else {
                isSound = false
                continue
            }
            paths.append(path)
            guard !seen.insert(path).inserted else { continue }
            log.error(
                .namedTwice,
                "the field '\(path)' stands in '\(name)' twice",
                at: node.range
            )
            isSound = false
        }
        return isSound ? .some(paths) : nil
    }
}

extension FieldPath {
    /// Reads the name of a field whose values are read, not compared.
    ///
    /// - Returns: The path, or `nil` after reporting what is wrong with it.
    static func parse(_ node: YAMLNode, into log: inout DiagnosticLog) -> FieldPath? {
        guard let scalar = node.scalar, !node.isNull, !scalar.text.isEmpty else {
            let found = node.scalar?.text.isEmpty == true ? "nothing" : node.kindDescription
            log.error(.wrongType, "a field is named by text, not by \(found)", at: node.range)
            return nil
        }
        do throws(TextProblem) {
            return try FieldPath(readable: scalar.text)
        } catch {
            log.report(error, in: node)
            return nil
        }
    }

    private init(readable text: String) throws(TextProblem) {
        if let bar = text.utf8.firstIndex(of: UInt8(ascii: "|")) {
            let start = text.utf8.distance(from: text.utf8.startIndex, to: bar)
            throw TextProblem(
                .misplacedModifier,
                "a field that is only read has no modifiers",
                at: start..<text.utf8.count,
                help: "write its name alone"
            )
        }
        let name = try FieldName(text)
        guard name.quantifier == nil else {
            throw TextProblem(
                .invalidFieldName,
                "a field that is only read is no block",
                help: "without brackets, all members of an array count; '[0]' is its first"
            )
        }
        guard !name.path.segments.isEmpty || !name.path.indexedSteps.isEmpty else {
            throw TextProblem(.invalidFieldName, "'.' is the event itself, which has no value")
        }
        self = name.path
    }
}
