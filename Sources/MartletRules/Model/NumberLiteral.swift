/// A number that a rule writes, kept exact.
package struct NumberLiteral: Hashable, Sendable {
    /// The number as the rule writes it, which is also the text that a string value must equal.
    package let text: String
    /// The value when it is an integer of 64 bits.
    package let integer: Int64?
    /// The value, rounded when it is a large integer.
    package let double: Double

    /// Reads a number of the YAML 1.2 core schema, or fails.
    package init?(_ text: String) {
        // Hexadecimal and octal forms are numbers of the core schema too.
        if let integer = NumberLiteral.prefixedInteger(text) {
            self.text = String(integer)
            self.integer = integer
            self.double = Double(integer)
            return
        }
        guard text.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let double = Double(text), double.isFinite
        else { return nil }
        self.text = text
        self.integer = Int64(text)
        self.double = double
    }

    private static func prefixedInteger(_ text: String) -> Int64? {
        if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int64(text.dropFirst(2), radix: 8) }
        return nil
    }
}
