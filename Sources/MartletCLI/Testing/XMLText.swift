internal import MartletRules

/// Text within XML.
///
/// Source: Extensible Markup Language 1.0, sections 2.2 (characters) and 2.4 (markup).
package enum XMLText {
    /// The attributes of an element, each with a space in front.
    package static func attributes(_ attributes: [(name: String, value: String)]) -> String {
        // A parser makes a space of a line feed in an attribute that is not spelt out.
        attributes.map { name, value in
            " \(name)=\"\(escape(value).replacing("\n", with: "&#10;"))\""
        }
        .joined()
    }

    /// The text as an element or an attribute can hold it.
    ///
    /// What XML cannot hold at all is spelt out as on a terminal; line feeds stay.
    package static func escape(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\n": output += "\n"
            case _ where scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                output += "\\u{\(String(scalar.value, radix: 16))}"
            default: output += VisibleText.escape(String(scalar))
            }
        }
        return output
    }
}
