/// The ids and names of rules and filters, by which other documents refer to them.
///
/// Both are one namespace: a reference says neither which of them it means nor in which file.
struct RuleNames {
    /// What one rule or filter is called.
    struct Claim: Sendable {
        /// An id or a name.
        struct Name: Sendable {
            let attribute: String
            let text: String
            /// Where it stands in the file.
            let range: Range<Int>
            /// Whether the document has it from a global one, and shares it with others.
            let isInherited: Bool
        }

        private(set) var names: [Name] = []
        /// Where the rule or filter starts.
        let location: SourceLocation

        /// The names of what a member of a collection became.
        init(
            id: String?,
            name: String?,
            at location: SourceLocation,
            of member: RuleCollection.Member
        ) {
            self.location = location
            if let id { add("id", id, of: member) }
            if let name, name != id { add("name", name, of: member) }
        }

        private mutating func add(
            _ attribute: String,
            _ text: String,
            of member: RuleCollection.Member
        ) {
            let document = member.document
            names.append(
                Name(
                    attribute: attribute,
                    text: text,
                    range: document.attributes?[attribute]?.value.range ?? document.root.range,
                    isInherited: member.inherited.contains(attribute)
                )
            )
        }
    }

    /// Where each id or name was seen first.
    private var places: [String: SourceLocation] = [:]

    /// Makes room for the names of so many rules.
    mutating func reserveCapacity(_ count: Int) {
        places.reserveCapacity(count)
    }

    /// Takes the id and the name of a rule or a filter.
    ///
    /// - Returns: Whether both were free, after reporting which is not.
    mutating func add(_ claim: Claim, into log: inout DiagnosticLog) -> Bool {
        var isSound = true
        for name in claim.names where !name.isInherited {
            guard let first = places[name.text] else { continue }
            log.error(
                .duplicateRule,
                "the \(name.attribute) '\(name.text)' is taken by the document at \(first)",
                at: name.range,
                help: "give one of them a new \(name.attribute)"
            )
            isSound = false
        }
        guard isSound else { return false }
        for name in claim.names where places[name.text] == nil {
            places[name.text] = claim.location
        }
        return true
    }
}
