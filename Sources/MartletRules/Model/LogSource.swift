/// The kind of log that a rule is for.
///
/// Source: Sigma rules specification 2.1, "Log source".
public struct LogSource: Sendable, Hashable {
    /// A group of products, such as `webserver`.
    public let category: String?
    /// A product, such as `kubernetes`.
    public let product: String?
    /// A part of a product's logs, such as `audit`.
    public let service: String?

    /// Names a kind of log by up to three parts.
    public init(category: String? = nil, product: String? = nil, service: String? = nil) {
        self.category = category
        self.product = product
        self.service = service
    }

    /// Whether every part that this one states is the same in another.
    package func admits(_ other: LogSource) -> Bool {
        (category == nil || category == other.category)
            && (product == nil || product == other.product)
            && (service == nil || service == other.service)
    }
}
