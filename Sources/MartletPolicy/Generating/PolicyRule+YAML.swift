internal import MartletRules

extension PolicyRule {
    /// The columns that a line of a policy takes at most.
    private static let lineWidth = 96

    /// The rule as an element of a policy's list of rules, two spaces in.
    var yaml: String {
        var text = "  - level: \(level.rawValue)\n"
        for (key, texts) in [
            ("users", users), ("userGroups", userGroups), ("verbs", verbs),
            ("namespaces", namespaces), ("nonResourceURLs", nonResourceURLs),
        ] where !texts.isEmpty {
            text += "    " + PolicyRule.list(key, texts.map(\.text), margin: 4) + "\n"
        }
        guard !resources.isEmpty else { return text }
        text += "    resources:\n"
        for resources in resources {
            text += "      - group: \(PolicyRule.quoted(resources.group))\n"
            if !resources.resources.isEmpty {
                let names = resources.resources.map(\.text)
                text += "        " + PolicyRule.list("resources", names, margin: 8) + "\n"
            }
        }
        return text
    }

    /// A list in YAML's flow style; one that is too long goes over several lines.
    private static func list(_ key: String, _ texts: [String], margin: Int) -> String {
        let items = texts.map(quoted)
        let line = "\(key): [\(items.joined(separator: ", "))]"
        guard margin + line.utf8.count > lineWidth else { return line }
        let indent = String(repeating: " ", count: margin + 2)
        return "\(key):\n\(indent)[\n" + filled(items, indent: indent + "  ")
            + "\n\(indent)]"
    }

    private static func filled(_ items: [String], indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for item in items {
            let piece = item + ","
            if line.utf8.count + piece.utf8.count + 1 > lineWidth, line != indent {
                lines.append(line)
                line = indent
            }
            line += (line == indent ? "" : " ") + piece
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// A text that YAML reads as this text.
    private static func quoted(_ text: String) -> String {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let isPlain =
            text.utf8.first.map { letters.contains($0) || $0 == UInt8(ascii: "/") } ?? false
            && text.utf8.allSatisfy { byte in
                letters.contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/")].contains(byte)
            }
        guard !isPlain else { return text }
        let escaped = text.unicodeScalars.map { scalar in
            scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
        }
        return "\"\(VisibleText.escape(escaped.joined()))\""
    }

    /// Words as lines of a comment, two spaces in.
    static func comment(_ text: String) -> String {
        var lines: [String] = []
        var line = "  #"
        for word in text.split(separator: " ") {
            if line.utf8.count + word.utf8.count + 1 > lineWidth {
                lines.append(line)
                line = "  #"
            }
            line += " " + word
        }
        return (lines + [line]).joined(separator: "\n") + "\n"
    }
}
