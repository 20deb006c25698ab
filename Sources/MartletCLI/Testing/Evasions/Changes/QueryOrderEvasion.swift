internal import MartletRules

/// Parameters of different names may stand in any order, and nobody minds unknown ones.
enum QueryOrderEvasion: Evasion {
    static let change = EvasionChange.queryOrder

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let target = request.target, let parameters = target.parameters, !parameters.isEmpty
        else { return [] }
        var names: [String] = []
        for parameter in parameters {
            let name = RequestTarget.name(of: parameter)
            if !names.contains(name) { names.append(name) }
        }
        // Those of one name stay in their order: the words of a command are such.
        let turned = names.reversed().flatMap { name in
            parameters.filter { RequestTarget.name(of: $0) == name }
        }
        return [
            (turned, "parameters stand in another order"),
            (["x=1"] + parameters + ["y=2"], "unknown parameters stand around the others"),
            ([""] + parameters.flatMap { [$0, ""] }, "more & stand between parameters"),
        ]
        .compactMap { list, what -> EvasionVariant? in
            guard list != parameters else { return nil }
            var changed = request
            var target = target
            target.parameters = list
            changed.target = target
            return EvasionVariant(changed.event, what)
        }
    }
}
