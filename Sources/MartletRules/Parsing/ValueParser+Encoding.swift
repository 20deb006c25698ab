extension ValueParser {
    /// How many texts a value may stand for by its dashes: four dashes of five kinds.
    private static let dashAlternativeLimit = 625

    /// Reads a text that the event holds encoded.
    func encoded(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> [ValueTest]? {
        if scalar.value == .null {
            let help = "write '' for the empty string"
            return refuse("null", wanted: "text", help: help, problems: &problems)
        }
        let pattern = textPattern(scalar)
        guard let texts = plainTexts(pattern, scalar, problems: &problems) else { return nil }
        let encoder = ValueEncoder(encodings: modifiers.encodings)
        let forms = texts.flatMap { encoder.forms(of: $0) }
        guard !modifiers.encodings.contains(.base64Offset) || forms.allSatisfy({ !$0.isEmpty })
        else {
            problems.append(
                TextProblem(
                    .wrongValue,
                    "'base64offset' leaves nothing of a text of less than two bytes",
                    help: "write a longer text"
                )
            )
            return nil
        }
        if modifiers.valueOperator != .equals { warnIfEmpty(scalar, problems: &problems) }
        guard shared.takeExpansions(forms.count - 1) else {
            refuseAlternatives(problems: &problems)
            return nil
        }
        return forms.map {
            .text(anchored(TextPattern(literal: $0)), caseSensitive: modifiers.isCased)
        }
    }

    /// The texts to encode: one for each choice of dashes.
    private func plainTexts(
        _ pattern: TextPattern,
        _ scalar: YAMLScalar,
        problems: inout [TextProblem]
    ) -> [[UInt8]]? {
        if pattern.hasWildcards {
            problems.append(
                TextProblem(
                    .wrongValue,
                    "a wildcard cannot be encoded",
                    at: TextPattern.firstWildcard(in: scalar.text),
                    help: #"write '\*' or '\?' for the character itself"#
                )
            )
            return nil
        }
        if let texts = pattern.alternatives(limit: ValueParser.dashAlternativeLimit) {
            return texts
        }
        refuseAlternatives(problems: &problems)
        return nil
    }

    private func refuseAlternatives(problems: inout [TextProblem]) {
        problems.append(
            TextProblem(
                .tooManyAlternatives,
                "the dashes make too many texts of this value",
                help: "encode a part with four dashes at most, or leave 'windash' out"
            )
        )
    }
}
