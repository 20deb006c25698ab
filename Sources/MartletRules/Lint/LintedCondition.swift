/// A condition together with its words and their places in the file.
struct LintedCondition {
    let condition: Condition
    let node: YAMLNode
    /// The words and signs, without the end.
    let tokens: [ConditionToken]

    init?(_ condition: Condition, node: YAMLNode) {
        guard let text = node.scalar?.text else { return nil }
        self.condition = condition
        self.node = node
        self.tokens = ConditionLexer(text).tokens().filter { $0.kind != .end }
    }

    /// The bytes of a token.
    func range(of token: ConditionToken, in file: SourceFile) -> Range<Int> {
        file.range(of: token.range, in: node)
    }

    /// The bytes of a token, or `nil` where the source spells it in another way.
    func exactRange(of token: ConditionToken, in file: SourceFile) -> Range<Int>? {
        file.exactRange(of: token.range, in: node)
    }

    /// For each opening parenthesis the index of the one that closes it.
    var parentheses: [Int: Int] {
        var pairs: [Int: Int] = [:]
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            if token.kind == .open { open.append(index) }
            if token.kind == .close, let start = open.popLast() { pairs[start] = index }
        }
        return pairs
    }
}
