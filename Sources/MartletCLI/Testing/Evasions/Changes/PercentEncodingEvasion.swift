internal import MartletRules

/// The audit log has the path and the query as the client wrote them, percent signs and all.
enum PercentEncodingEvasion: Evasion {
    static let change = EvasionChange.percentEncoding

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let target = request.target else { return [] }
        let changes: [(what: String, change: (inout RequestTarget) -> Void)] = [
            ("values of parameters", { $0.encodeParameters(names: false, values: true) }),
            ("names of parameters", { $0.encodeParameters(names: true, values: false) }),
            ("the path", { $0.segments = $0.segments.map(RequestTarget.encoded) }),
        ]
        return changes.compactMap { what, change -> EvasionVariant? in
            var encoded = target
            change(&encoded)
            guard encoded != target else { return nil }
            var changed = request
            changed.target = encoded
            return EvasionVariant(changed.event, "letters are percent-encoded in \(what)")
        }
    }
}

extension RequestTarget {
    fileprivate static func encoded(_ text: String) -> String {
        percentEncoded(text, uppercase: false)
    }

    fileprivate mutating func encodeParameters(names: Bool, values: Bool) {
        parameters = parameters?.map { parameter in
            let name = Self.name(of: parameter)
            let value = String(parameter.dropFirst(name.count + 1))
            guard parameter.contains("=") else { return names ? Self.encoded(name) : parameter }
            return (names ? Self.encoded(name) : name) + "="
                + (values ? Self.encoded(value) : value)
        }
    }
}
