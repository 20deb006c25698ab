/// Which of the fields that rules need a session looked for, and which it ever found.
///
/// The basis of the status "blind": a rule whose fields never occurred cannot have matched.
package struct FieldObservations: Sendable, Equatable {
    /// What became of a look for a field, as bits.
    package enum Outcome {
        package static let absent: UInt8 = 1
        package static let present: UInt8 = 2
    }

    private var seen: [UInt8]
    /// The same of the fields of elements, by the numbers of the scopes that ask for these.
    private var elements: [FieldObservations]

    /// Nothing seen yet, of no fields; merging makes room.
    package init() {
        seen = []
        elements = []
    }

    /// What a session noted of each field, and of those of elements.
    package init(
        _ outcomes: borrowing Buffer<UInt8>,
        ofElements elements: [FieldObservations]
    ) {
        seen = []
        for field in 0..<outcomes.count { seen.append(outcomes[field]) }
        self.elements = elements
    }

    /// What was seen of the elements that the scope of a number asks about.
    func ofElements(inScope scope: Int) -> FieldObservations {
        scope < elements.count ? elements[scope] : FieldObservations()
    }

    /// Whether the field was looked for and never found.
    package func neverOccurred(_ field: Int) -> Bool {
        field < seen.count && seen[field] == Outcome.absent
    }

    /// Adds what another session saw.
    package mutating func merge(_ other: FieldObservations) {
        if seen.count < other.seen.count {
            seen += Array(repeating: 0, count: other.seen.count - seen.count)
        }
        for field in other.seen.indices { seen[field] |= other.seen[field] }
        while elements.count < other.elements.count { elements.append(FieldObservations()) }
        for scope in other.elements.indices { elements[scope].merge(other.elements[scope]) }
    }
}
