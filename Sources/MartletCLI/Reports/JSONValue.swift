internal import MartletRules

/// A JSON value with its members in the order given, for the reports of the command line.
package indirect enum JSONValue {
    case string(String)
    case integer(Int)
    /// A number written with six digits behind the point.
    case number(Double)
    case boolean(Bool)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// The value, indented by two spaces a level; an array of scalars stays on one line.
    package func text(indentation: Int = 0) -> String {
        switch self {
        case .string(let string): return Self.quoted(string)
        case .integer(let integer): return String(integer)
        case .number(let number):
            // JSON has no infinities.
            return number.isFinite ? ReadableNumber.fixed(number, fractionDigits: 6) : "0"
        case .boolean(let boolean): return boolean ? "true" : "false"
        case .array(let items):
            let texts = items.map { $0.text(indentation: indentation + 1) }
            if items.allSatisfy(\.isScalar) { return "[\(texts.joined(separator: ", "))]" }
            return "[\(Self.lines(texts, indentation: indentation))]"
        case .object(let members):
            let texts = members.map { member in
                "\(Self.quoted(member.key)): \(member.value.text(indentation: indentation + 1))"
            }
            return texts.isEmpty ? "{}" : "{\(Self.lines(texts, indentation: indentation))}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private static func lines(_ items: [String], indentation: Int) -> String {
        let margin = String(repeating: "  ", count: indentation)
        return "\n" + items.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)"
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where VisibleText.isUnsafe(scalar):
                // People read reports on terminals; all of these lie in the first plane.
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
