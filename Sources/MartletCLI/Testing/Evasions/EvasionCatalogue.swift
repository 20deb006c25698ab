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
