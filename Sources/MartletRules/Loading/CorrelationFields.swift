/// The fields that correlations read, and what they are called in the matches of what they name.
struct CorrelationFields {
    /// The fields of each correlation.
    private(set) var names: [[FieldPath]]
    private var known: [Set<FieldPath>]
    /// The aliases of each correlation by the position of the rule that they are for.
    private var aliases: [[Int: [FieldPath: FieldPath]]]

    init(_ drafts: [CorrelationDraft]) {
        names = drafts.map(\.correlation.fields)
        known = names.map { Set($0) }
        aliases = Array(repeating: [:], count: drafts.count)
    }

    /// Gives a field of a correlation another name in the matches of one of its references.
    ///
    /// - Returns: Whether it had none before.
    mutating func alias(
        _ name: FieldPath,
        as path: FieldPath,
        of correlation: Int,
        in position: Int
    ) -> Bool {
        aliases[correlation][position, default: [:]].updateValue(path, forKey: name) == nil
    }

    /// What the fields of a correlation are called in the matches of one of its references.
    func paths(of correlation: Int, in position: Int) -> [FieldPath] {
        let aliases = aliases[correlation][position] ?? [:]
        return names[correlation].map { aliases[$0] ?? $0 }
    }

    /// Lets correlations read what others read of their matches.
    ///
    /// - Parameters:
    ///   - order: Correlations, each before those that it names.
    ///   - targets: What each refers to.
    mutating func passOn(
        from order: some Sequence<Int>,
        targets: [[Correlation.Reference.Target?]]
    ) {
        for outer in order {
            for (position, target) in targets[outer].enumerated() {
                guard case .correlation(let inner) = target else { continue }
                for path in paths(of: outer, in: position) where known[inner].insert(path).inserted
                {
                    names[inner].append(path)
                }
            }
        }
    }
}
