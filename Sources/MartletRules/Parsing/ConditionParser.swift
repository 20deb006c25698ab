/// Parses conditions by recursive descent.
///
///     condition  = conjunct { "or" conjunct }
///     conjunct   = negation { "and" negation }
///     negation   = "not" negation | quantified
///     quantified = ( number | "all" | "any" ) "of" ( "them" | pattern ) | primary
///     primary    = name | "(" condition ")"
///
/// `any` is 1. A pattern is a name with `*` for any run of characters; it leaves out names that
/// begin with `_` unless it begins so itself, as does `them`. Words of the language are read in any
/// case, with a warning.
///
/// Source: Sigma rules specification 2.1, "Condition".
package struct ConditionParser {
    /// The depth of parentheses and negations beyond which a condition is refused.
    package static let depthLimit = 100
    /// The length beyond which a condition is refused, in bytes.
    package static let byteLimit = 32 << 10
    /// Up to this many names of selections are compared one by one, which needs no hashing.
    private static let linearLimit = 16
    /// After this many unknown names in a condition the rest is not read.
    private static let unknownNameLimit = 20

    /// The selections that a condition named so far.
    var usedSelections: Set<Int> = []
    let selectionNames: [String]
    /// What a name stands for, in messages.
    let noun: String
    /// The first selection of each name, once there are many.
    ///
    /// Names are bytes here: Swift would take composed and decomposed letters for the same name.
    private let selectionIndices: [[UInt8]: Int]
    private var node = YAMLNode(.sequence([]), range: 0..<0)
    var tokens: [ConditionToken] = []
    var position = 0
    /// Whether a mistake was found that let the parser go on.
    private var isFlawed = false
    private var unknownNameCount = 0

    /// The condition cannot be read on; the reason is in the log.
    struct Abandoned: Error {}

    package init(selectionNames: [String], noun: String = "selection") {
        self.selectionNames = selectionNames
        self.noun = noun
        self.selectionIndices =
            selectionNames.count <= ConditionParser.linearLimit
            ? [:]
            : Dictionary(
                zip(selectionNames.map { Array($0.utf8) }, selectionNames.indices),
                uniquingKeysWith: { first, _ in first }
            )
    }

    /// The first selection of a name.
    private func selectionIndex(of name: String) -> Int? {
        guard selectionNames.count <= ConditionParser.linearLimit else {
            return selectionIndices[Array(name.utf8)]
        }
        return selectionNames.firstIndex {
            $0.utf8.count == name.utf8.count && $0.utf8.elementsEqual(name.utf8)
        }
    }

    /// Reads one condition or a list of them.
    ///
    /// - Returns: The conditions, or `nil` after reporting what is wrong with each.
    mutating func conditions(_ member: YAMLMember, into log: inout DiagnosticLog) -> [Condition]? {
        let nodes: [YAMLNode]
        if case .sequence(let elements) = member.value.content {
            nodes = elements
        } else {
            nodes = [member.value]
        }
        guard !nodes.isEmpty else {
            log.error(.invalidCondition, "the list of conditions is empty", at: member.key.range)
            return nil
        }
        var conditions: [Condition] = []
        for node in nodes {
            guard let scalar = node.scalar, !node.isNull else {
                log.error(
                    .wrongType,
                    "a condition must be text, not \(node.kindDescription)",
                    at: node.isNull ? member.key.range : node.range
                )
                continue
            }
            if let condition = condition(scalar.text, node, into: &log) {
                conditions.append(condition)
            }
        }
        return conditions.count == nodes.count ? conditions : nil
    }

    /// Reads the text of one condition, which stands in a node of the log's file.
    package mutating func condition(
        _ text: String,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Condition? {
        self.node = node
        guard text.utf8.count <= ConditionParser.byteLimit else {
            log.error(
                .conditionTooLarge,
                "the condition is longer than \(ConditionParser.byteLimit >> 10) KiB",
                at: node.range,
                help: "use patterns, '1 of name*'"
            )
            return nil
        }
        tokens = ConditionLexer(text).tokens()
        position = 0
        isFlawed = false
        unknownNameCount = 0
        if let sign = aggregationSign {
            log.error(
                .unsupportedAggregation,
                "Sigma 2 replaced aggregations in conditions by correlations",
                at: log.file.range(of: sign.range, in: node),
                help: "count in a correlation document that names this rule"
            )
            return nil
        }
        do throws(Abandoned) {
            let condition = try disjunction(depth: 0, into: &log)
            guard token.kind == .end else {
                if token.kind == .close {
                    throw fail("this ')' closes nothing", help: nil, into: &log)
                }
                throw fail(
                    "expected 'and' or 'or' before '\(token.text)'",
                    help: Suggestion.help(for: token.text, among: ["and", "or"]),
                    into: &log
                )
            }
            return isFlawed ? nil : condition
        } catch {
            return nil
        }
    }

    var token: ConditionToken { tokens[position] }

    /// What shows that a condition is one of Sigma 1 with an aggregation: a `|`, or `count(`.
    private var aggregationSign: ConditionToken? {
        if let pipe = tokens.first(where: { $0.kind == .pipe }) { return pipe }
        let functions = ["count", "min", "max", "avg", "sum", "near"]
        for index in tokens.indices.dropFirst() where tokens[index].kind == .open {
            let name = tokens[index - 1]
            if name.kind == .word, functions.contains(name.text) { return name }
        }
        return nil
    }

    private mutating func disjunction(
        depth: Int,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> Condition {
        let first = try conjunction(depth: depth, into: &log)
        guard accept("or", into: &log) else { return first }
        var parts = [first]
        repeat {
            parts.append(try conjunction(depth: depth, into: &log))
        } while accept("or", into: &log)
        return .or(parts)
    }

    private mutating func conjunction(
        depth: Int,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> Condition {
        let first = try negation(depth: depth, into: &log)
        guard accept("and", into: &log) else { return first }
        var parts = [first]
        repeat {
            parts.append(try negation(depth: depth, into: &log))
        } while accept("and", into: &log)
        return .and(parts)
    }

    private mutating func negation(
        depth: Int,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> Condition {
        guard depth < ConditionParser.depthLimit else {
            report(
                .conditionTooLarge,
                "the condition nests deeper than \(ConditionParser.depthLimit) levels",
                token,
                into: &log
            )
            throw Abandoned()
        }
        if accept("not", into: &log) { return .not(try negation(depth: depth + 1, into: &log)) }
        let isQuantified =
            token.kind == .word && position + 1 < tokens.count
            && tokens[position + 1].isKeyword("of")
        return isQuantified
            ? try quantified(into: &log) : try primary(depth: depth, into: &log)
    }

    private mutating func primary(
        depth: Int,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> Condition {
        let first = token
        switch first.kind {
        case .open:
            position += 1
            let inner = try disjunction(depth: depth + 1, into: &log)
            guard token.kind == .close else {
                if token.kind == .end {
                    report(.invalidCondition, "this '(' is never closed", first, into: &log)
                    throw Abandoned()
                }
                throw fail(
                    "expected 'and', 'or' or ')' before '\(token.text)'",
                    help: nil,
                    into: &log
                )
            }
            position += 1
            return inner
        case .word where !["and", "or", "not"].contains(where: first.isKeyword):
            position += 1
            return try selection(first, into: &log)
        case .end:
            throw fail(
                position == 0 ? "the condition is empty" : "the condition ends too early",
                help: "name a \(noun) here",
                into: &log
            )
        default: throw fail("expected a \(noun) before '\(first.text)'", help: nil, into: &log)
        }
    }

    private mutating func selection(
        _ name: ConditionToken,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> Condition {
        if let index = selectionIndex(of: name.text) {
            usedSelections.insert(index)
            return .selection(index)
        }
        let help =
            name.text.contains("*")
            ? "write '1 of \(name.text)' or 'all of \(name.text)'"
            : Suggestion.help(for: name.text, among: selectionNames)
        report(
            .undefinedSelection,
            "no \(noun) is called '\(name.text)'",
            name,
            help: help,
            into: &log
        )
        return try unknownName()
    }

    /// Goes on behind an unknown name, with a condition that nobody will see.
    mutating func unknownName() throws(Abandoned) -> Condition {
        isFlawed = true
        unknownNameCount += 1
        guard unknownNameCount < ConditionParser.unknownNameLimit else { throw Abandoned() }
        return .and([])
    }

    private mutating func accept(_ keyword: String, into log: inout DiagnosticLog) -> Bool {
        guard token.isKeyword(keyword) else { return false }
        warnUnlessLowerCase(token, into: &log)
        position += 1
        return true
    }

    func warnUnlessLowerCase(_ token: ConditionToken, into log: inout DiagnosticLog) {
        // Words of the language are letters of ASCII.
        guard token.text.utf8.contains(where: { $0 & 0x20 == 0 }) else { return }
        let lowerCase = token.text.lowercased()
        log.warning(
            .upperCaseKeyword,
            "write '\(lowerCase)' in lower case",
            at: log.file.range(of: token.range, in: node)
        )
    }

    func fail(
        _ message: String,
        help: String?,
        into log: inout DiagnosticLog
    ) -> Abandoned {
        report(.invalidCondition, message, token, help: help, into: &log)
        return Abandoned()
    }

    func report(
        _ code: DiagnosticCode,
        _ message: String,
        _ token: ConditionToken,
        help: String? = nil,
        into log: inout DiagnosticLog
    ) {
        log.error(code, message, at: log.file.range(of: token.range, in: node), help: help)
    }
}
