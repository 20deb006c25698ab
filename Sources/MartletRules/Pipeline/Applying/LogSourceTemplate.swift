/// A text that names parts of a log source: `$category`, `${product}`, `$service`; `$$` is a dollar.
///
/// Any other dollar stands for itself, as with Python's `safe_substitute`.
struct LogSourceTemplate {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// The text for a log source; a part that it lacks is named in `missing`.
    func text(for source: LogSource, missing: inout String?) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
            } else if let (name, length) = LogSourceTemplate.name(at: rest) {
                let value =
                    switch name {
                    case "category": source.category
                    case "product": source.product
                    default: source.service
                    }
                if value == nil { missing = name }
                result += value ?? ""
                rest = rest.dropFirst(length)
            } else {
                result += "$"
            }
        }
        return result + rest
    }

    /// The part that a text begins with, and how many characters name it.
    private static func name(at text: Substring) -> (name: String, length: Int)? {
        for name in ["category", "product", "service"] {
            if text.hasPrefix("{\(name)}") { return (name, name.count + 2) }
            guard text.hasPrefix(name) else { continue }
            let next = text.dropFirst(name.count).first
            // A longer name is another one, which stays as it is.
            if let next, next.isLetter || next.isNumber || next == "_" { return nil }
            return (name, name.count)
        }
        return nil
    }
}
