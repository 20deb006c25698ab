internal import MartletRules

/// What was created or updated is there already, and is patched to be the same.
enum PatchEvasion: Evasion {
    static let change = EvasionChange.patch

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let verb = request.verb, ["create", "update"].contains(verb), request.isChange else {
            return []
        }
        var changed = request
        changed.verb = "patch"
        changed.address(request.name ?? "web")
        if let body = changed.body, case .object = body {
            // The name of the object stands in the path; the role of a binding is what it was.
            var change = body
            for key in ["kind", "apiVersion", "metadata", "status", "roleRef"] { change[key] = nil }
            // Where that is all, labels and annotations are what changes.
            if case .object(let members) = change, members.isEmpty {
                change["metadata"] = body["metadata"]
            }
            changed.body = change
        }
        return [EvasionVariant(changed.event, "verb \(verb) became patch, with what changes alone")]
    }
}
