internal import MartletRules

/// Pods come from templates as well as directly.
enum WorkloadKindEvasion: Evasion {
    static let change = EvasionChange.workloadKind

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let old = request.workload, let verb = request.verb,
            ["create", "update", "patch"].contains(verb)
        else { return [] }
        let podSpec = request.podSpecPath.flatMap { request.event[path: $0] }
        // A body of another form, such as a JSON patch, is not carried over.
        guard request.body == nil || podSpec != nil else { return [] }
        return WorkloadKind.allCases.filter { kind in
            kind != old && (verb == "create" || kind.hasMutableTemplate)
        }
        .map { kind in
            var changed = request
            changed.redirect(to: kind)
            if let podSpec {
                let object = kind.object(named: request.body?["metadata"], podSpec: podSpec)
                changed.body = object
                if changed.event["responseObject"] != nil {
                    changed.event["responseObject"] = object
                }
            }
            return EvasionVariant(changed.event, "\(old.rawValue) became \(kind.rawValue)")
        }
    }
}
