internal import MartletRules

/// What is taken from the events that a rule matches, its fields numbered.
struct CompiledCapture: Sendable {
    /// The fields whose values a match carries, in the order of its slots.
    let fields: [Int]
    /// Whether anything reads the rule's matches.
    let isCollected: Bool
    /// Whether a match is no signal.
    let isSilent: Bool
    /// Whether the signal is held back and joined with those of its group.
    let isQuiet: Bool

    /// Numbers the fields of an outline.
    init(_ outline: MatchOutline, number: (FieldReference) -> Int) {
        fields = outline.fields.map(number)
        isCollected = outline.isCollected
        isSilent = outline.isSilent
        isQuiet = outline.isQuiet
    }
}
