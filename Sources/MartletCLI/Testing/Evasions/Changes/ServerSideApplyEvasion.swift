internal import MartletRules

/// A server-side apply creates objects that are not there, with a patch.
///
/// Source: kubernetes.io/docs/reference/using-api/server-side-apply/
enum ServerSideApplyEvasion: Evasion {
    static let change = EvasionChange.serverSideApply

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard request.verb == "create", !request.isVirtual else { return [] }
        var changed = request
        changed.verb = "patch"
        let name = request.name ?? "web"
        changed.address(name)
        if case .object? = changed.body {
            changed.event[path: ["requestObject", "metadata", "generateName"]] = nil
            changed.event[path: ["requestObject", "metadata", "name"]] = .text(name)
        }
        if case .literal(let code)? = changed.event[path: ["responseStatus", "code"]],
            code.hasPrefix("2")
        {
            changed.event[path: ["responseStatus", "code"]] = .literal("201")
        }
        if var target = changed.target {
            target.parameters = (target.parameters ?? []) + ["fieldManager=kubectl", "force=false"]
            changed.target = target
        }
        return [EvasionVariant(changed.event, "verb create became patch, a server-side apply")]
    }
}
