internal import MartletRules

/// The API server refuses `..` in a path of the host, and nothing else.
enum HostPathEvasion: Evasion {
    static let change = EvasionChange.hostPathSpelling

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        let spellings: [(what: String, spelling: (String) -> String)] = [
            ("a slash stands at the end", { $0 + "/" }),
            ("two slashes stand at the start", { "/" + $0 }),
            ("/. stands at the start", { "/." + $0 }),
        ]
        return spellings.compactMap { what, spelling -> EvasionVariant? in
            guard let body = request.body else { return nil }
            let changedBody = body.mapped { value in
                var value = value
                if let path = value[path: ["hostPath", "path"]]?.text, path.hasPrefix("/") {
                    value[path: ["hostPath", "path"]] = .text(spelling(path))
                }
                return value
            }
            guard changedBody != body else { return nil }
            var changed = request
            changed.body = changedBody
            return EvasionVariant(changed.event, "host paths: \(what)")
        }
    }
}
