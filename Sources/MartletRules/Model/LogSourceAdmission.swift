/// What the `logsource` of a rule may say to be for one kind of log.
package struct LogSourceAdmission: Sendable, Equatable {
    package var products: [String] = []
    package var services: [String] = []
    package var categories: [String] = []

    package init() {}

    /// Whether a rule is for this kind of log: each part that the rule states is listed here.
    ///
    /// A part that the rule states and the source does not know is another kind of log. Case does
    /// not count.
    package func admits(_ logSource: LogSource) -> Bool {
        func isListed(_ part: String?, _ names: [String]) -> Bool {
            guard let part = part?.lowercased() else { return true }
            return names.contains { $0.lowercased() == part }
        }
        return isListed(logSource.product, products)
            && isListed(logSource.service, services)
            && isListed(logSource.category, categories)
    }
}
