internal import MartletRules

/// An event that does what another does, and whether it is one that an attacker could choose.
struct EvasionVariant {
    /// JSON text on one line.
    let event: [UInt8]
    /// What was done to it, in a few words.
    let what: String

    init(_ event: EventValue, _ what: String) {
        self.event = event.json()
        self.what = what
    }

    init(json: [UInt8], _ what: String) {
        event = json
        self.what = what
    }
}

/// A change that leaves what a request does as it is.
///
/// Knowledge of Kubernetes; one file a change. What is not true of the API server does not belong here:
/// an escape is a hole in a rule, or the rule says why it is none.
protocol Evasion: Sendable {
    static var change: EvasionChange { get }

    /// The changed events, in a fixed order; none where the change does not apply.
    ///
    /// - Parameters:
    ///   - request: an event that a rule matches.
    ///   - isHit: whether the rule matches an event, to tell what it looks at.
    /// - Returns: the changed events.
    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant]
}

/// All changes, in the order in which they are tried.
enum EvasionCatalogue {
    static let all: [any Evasion.Type] = [
        UpdateEvasion.self,
        PatchEvasion.self,
        ServerSideApplyEvasion.self,
        JSONPatchEvasion.self,
        WorkloadKindEvasion.self,
        InitContainerEvasion.self,
        EphemeralContainerEvasion.self,
        ExecProtocolEvasion.self,
        ListOrderEvasion.self,
        ExtraMembersEvasion.self,
        LetterCaseEvasion.self,
        HostPathEvasion.self,
        QueryBooleanEvasion.self,
        QueryOrderEvasion.self,
        PercentEncodingEvasion.self,
        ImpersonationEvasion.self,
        ClientEvasion.self,
        AddressEvasion.self,
        PaddingEvasion.self,
        FieldOrderEvasion.self,
        TextEscapesEvasion.self,
    ]
}
