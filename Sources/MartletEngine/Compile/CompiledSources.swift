internal import MartletRules

/// What evaluation and signals need of the log sources.
struct CompiledSources: Sendable {
    /// The source whose opening is looked for.
    let typed: Int
    let opening: OpeningProbe
    /// The first program of sources among all programs.
    let firstProgram: Int
    /// For each source, the number of the program that recognises its events.
    let recognitions: [Int]
    let envelopes: [[LoweredSources.Envelope]]
    /// Whether an object may be an envelope though it has none of the fields that tell one.
    let hasEnvelopeWithoutSign: Bool
    /// What signals show of the events of each source, and behind them of those of none.
    let profiles: [EventProfile]
    let profileTable: ProfileTable

    init(_ definitions: [LogSourceDefinition], _ lowered: LoweredSources, firstProgram: Int) {
        typed = definitions.firstIndex { $0.opening != nil } ?? 0
        opening = OpeningProbe(definitions.first { $0.opening != nil }?.opening)
        self.firstProgram = firstProgram
        recognitions = lowered.recognitions
        envelopes = lowered.envelopes
        hasEnvelopeWithoutSign = envelopes.joined().contains { $0.signs.isEmpty }
        profiles = lowered.profiles + [lowered.unknownProfile]
        profileTable = ProfileTable(profiles)
    }
}
