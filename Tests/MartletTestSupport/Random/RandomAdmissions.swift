internal import MartletRules

/// What rules and log sources say of the kind of log that they are for.
enum RandomAdmissions {
    private static let products = ["kubernetes", "shop"]
    private static let services = ["audit", "access"]
    private static let categories = ["application", "webserver"]

    /// Any part, in any case; often none.
    static func logSource(using random: inout RandomSource) -> LogSource {
        func part(_ names: [String]) -> String? {
            random.oneIn(3) ? spelled(random.pick(names), using: &random) : nil
        }
        return LogSource(
            category: part(categories),
            product: part(products),
            service: part(services)
        )
    }

    static func admission(using random: inout RandomSource) -> LogSourceAdmission {
        func some(_ names: [String]) -> [String] {
            names.filter { _ in random.oneIn(2) }.map { spelled($0, using: &random) }
        }
        var admission = LogSourceAdmission()
        admission.products = some(products)
        admission.services = some(services)
        admission.categories = some(categories)
        return admission
    }

    private static func spelled(_ name: String, using random: inout RandomSource) -> String {
        random.oneIn(4) ? String(String.UnicodeScalarView(name.swappedCase)) : name
    }
}
