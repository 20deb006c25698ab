internal import MartletRules

/// The API server takes every value of a parameter but `0` and `false` for true, the empty one too.
///
/// Source: apimachinery, pkg/runtime/conversion.go
enum QueryBooleanEvasion: Evasion {
    static let change = EvasionChange.queryBoolean
    private static let spellings = ["1", "TRUE", ""]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let target = request.target, let parameters = target.parameters,
            parameters.contains(where: isTrue)
        else { return [] }
        return spellings.map { spelling in
            var target = target
            target.parameters = parameters.map { parameter in
                isTrue(parameter)
                    ? "\(RequestTarget.name(of: parameter))=\(spelling)" : parameter
            }
            var changed = request
            changed.target = target
            return EvasionVariant(
                changed.event,
                spelling.isEmpty
                    ? "parameters that are true are empty"
                    : "parameters that are true say \(spelling)"
            )
        }
    }

    private static func isTrue(_ parameter: String) -> Bool { parameter.hasSuffix("=true") }
}
