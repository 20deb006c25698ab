import MartletRules
import MartletTestSupport

/// Events that rules match about as often as not: their fields hold what the rules ask for, or nearly.
struct RandomRuleEvents {
    private var samples: [String: [JSONValue]] = [:]

    init(_ rules: [Rule]) {
        for rule in rules {
            for selection in rule.detection.selections { add(selection.search) }
        }
    }

    private mutating func add(_ search: Search) {
        switch search {
        case .all(let parts), .any(let parts): for part in parts { add(part) }
        case .elements: break
        case .item(let item):
            for path in item.field?.paths ?? [FieldPath("message")] {
                let values = item.values.flatMap(\.tests).flatMap(RandomRuleEvents.samples)
                samples[path.description, default: []] += values
            }
        }
    }

    /// Values at and around the border of a test.
    private static func samples(of test: ValueTest) -> [JSONValue] {
        switch test {
        case .text(let pattern, _):
            return ["", "x"].flatMap { filling in
                let text = pattern.pieces.map { piece in
                    switch piece {
                    case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
                    case .anyRun: filling
                    case .anyScalar: "q"
                    case .anyDash: "-"
                    }
                }.joined()
                return [text, text.uppercased(), "y" + text, text + "z"]
            }.map { .string(Array($0.utf8)) }
        case .number(let number): return [.number(Array(number.text.utf8))]
        case .boolean(let value): return [.boolean(value)]
        case .compare(_, let number):
            return [number.double - 1, number.double, number.double + 1].map {
                .number(Array("\($0)".utf8))
            }
        case .regex(let expression): return [.string(Array(expression.pattern.utf8))]
        case .cidr: return ["10.0.0.1", "10.255.0.1", "::1"].map { .string(Array($0.utf8)) }
        case .null, .exists, .field, .time: return [.null, .string(Array("there".utf8))]
        }
    }

    /// An event with a key for each field; a dotted name is looked up as it stands first.
    func event(using random: inout RandomSource) -> JSONValue {
        var members: [JSONValue.Member] = []
        for (field, values) in samples.sorted(by: { $0.key < $1.key }) {
            guard !random.oneIn(4), !values.isEmpty else { continue }
            let value: JSONValue =
                switch random.below(8) {
                case 0: .null
                case 1: .array([random.pick(values), random.pick(values)])
                case 2: .string(Array("other".utf8))
                default: random.pick(values)
                }
            members.append(JSONValue.Member(key: Array(field.utf8), value: value))
        }
        return .object(members)
    }
}
