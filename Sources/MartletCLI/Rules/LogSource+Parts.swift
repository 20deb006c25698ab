internal import MartletRules

extension LogSource {
    /// What a rule says of its kind of log, in the order in which it is shown.
    private var parts: [(name: String, value: String)] {
        [("product", product), ("category", category), ("service", service)]
            .compactMap { name, value in value.map { (name, $0) } }
    }

    /// The kind of log as a rule writes it: `product: kubernetes, service: audit`.
    var text: String {
        parts.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }

    /// The kind of log as members of a JSON object.
    var jsonMembers: [(key: String, value: JSONValue)] {
        parts.map { (key: $0.name, value: .string($0.value)) }
    }
}
