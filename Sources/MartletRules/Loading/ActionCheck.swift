/// Refuses `action: global`, `reset` and `repeat`, and what builds on them.
///
/// A global document adds to all that follow it in the file; read alone, those would mean something
/// else. So one action refuses every document of its file.
///
/// Source: Sigma 1 rule collections.
struct ActionCheck {
    private static let actions = ["global", "reset", "repeat"]
    private static let help = "write the shared parts into each rule"
    private let hasAction: Bool

    init(documents: [YAMLDocument]) {
        hasAction = documents.contains { ActionCheck.action(of: $0) != nil }
    }

    /// Whether the document may be read on its own, after reporting why not.
    func check(_ document: YAMLDocument, into log: inout DiagnosticLog) -> Bool {
        guard hasAction else { return true }
        if let member = ActionCheck.action(of: document) {
            log.error(
                .unsupportedAction,
                "documents with 'action' are not supported yet",
                at: member.key.range,
                help: ActionCheck.help
            )
        } else {
            log.error(
                .unsupportedAction,
                "this document builds on an 'action' document, which is not supported yet",
                at: document.attributes?.members.first?.key.range ?? document.root.range,
                help: ActionCheck.help
            )
        }
        return false
    }

    private static func action(of document: YAMLDocument) -> YAMLMember? {
        guard let member = document.attributes?["action"],
            let name = member.value.scalar?.text, actions.contains(name)
        else { return nil }
        return member
    }
}
