extension ValueParser {
    /// Reads the name of another field, whose value is compared.
    func reference(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        guard scalar.value != .null, !scalar.text.isEmpty else {
            return refuse(
                scalar.value == .null ? "null" : "an empty string",
                wanted: "the name of a field",
                help: nil,
                problems: &problems
            )
        }
        let name: FieldName
        do throws(TextProblem) {
            name = try FieldName(scalar.text)
        } catch {
            problems.append(error)
            return nil
        }
        if let quantifier = name.quantifier {
            problems.append(
                TextProblem(
                    .invalidFieldName,
                    "'fieldref' takes a field, not a block",
                    help: "leave '[\(quantifier.rawValue)]' out: any member of the array counts"
                )
            )
            return nil
        }
        let relation: ValueTest.TextRelation =
            switch modifiers.valueOperator {
            case .contains: .contains
            case .startsWith: .startsWith
            case .endsWith: .endsWith
            default: .equal
            }
        return .field(FieldReference(name.path), relation, caseSensitive: modifiers.isCased)
    }
}
