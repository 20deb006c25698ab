internal import MartletRules

/// What rules and log sources say of the kind of log that they are for.
enum RandomAdmissions {
    private static let products = ["kubernetes", "shop"]
    private static let services = ["audit", "access"]
    private static let categories = ["application", "webserver"]

    /// Any part, in any case; often none.
    static func logSource(using random: inout RandomSource) -> LogSource {
        func part(_ names: [String]) -> String? {
            guard random.oneIn(3) else { return nil }
            let name = random.pick(names)
            return random.oneIn(4) ? String(String.UnicodeScalarView(name.swappedCase)) : name
        }
        return LogSource(
            category: part(categories),
            product: part(products),
            service: part(services)
        )
    }

    static func admission(using random: inout RandomSource) -> LogSourceAdmission {
        var admission = LogSourceAdmission()
        admission.products = products.filter { _ in random.oneIn(2) }
        admission.services = services.filter { _ in random.oneIn(2) }
        admission.categories = categories.filter { _ in random.oneIn(2) }
        return admission
    }
}
