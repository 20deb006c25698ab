extension RuleReference {
    /// Reads the elements of a list of ids and names.
    ///
    /// - Returns: The references, or `nil` after reporting every element that is none.
    static func list(_ elements: [YAMLNode], into log: inout DiagnosticLog) -> [RuleReference]? {
        var references: [RuleReference] = []
        for element in elements {
            guard let text = element.scalar?.text, !element.isNull else {
                log.error(
                    .wrongType,
                    "a rule is named by its id or its name, not by \(element.kindDescription)",
                    at: element.range
                )
                continue
            }
            references.append(RuleReference(text: text, range: element.range))
        }
        return references.count == elements.count ? references : nil
    }
}
