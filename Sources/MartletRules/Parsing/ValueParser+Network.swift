extension ValueParser {
    /// Reads a block of addresses.
    func network(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        let result: (block: CIDRBlock, hasHostBits: Bool)
        do throws(CIDRBlock.ParsingFailure) {
            result = try CIDRBlock.parsing(scalar.text)
        } catch {
            let help =
                switch error {
                case .invalidAddress: "write a block such as 10.0.0.0/8 or fd00::/8"
                case .invalidPrefixLength(let limit): "the prefix length is 0 to \(limit)"
                }
            problems.append(
                TextProblem(
                    .invalidNetwork,
                    "'\(scalar.text)' is not a block of IP addresses",
                    help: help
                )
            )
            return nil
        }
        if result.hasHostBits {
            problems.append(
                TextProblem(
                    .hostBits,
                    "'\(scalar.text)' has bits set behind its prefix; they are ignored",
                    severity: .warning
                )
            )
        }
        return .cidr(result.block)
    }
}
