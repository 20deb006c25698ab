internal import MartletRules

extension LogSource {
    /// The kind of log as a rule writes it: `product: kubernetes, service: audit`.
    var text: String {
        [("product", product), ("category", category), ("service", service)]
            .compactMap { part, value in value.map { "\(part): \($0)" } }
            .joined(separator: ", ")
    }
}
