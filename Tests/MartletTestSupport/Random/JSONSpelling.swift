/// Writes a value as JSON text in one of the many ways the grammar allows.
package struct JSONSpelling {
    private var random: RandomSource
    private let isCompact: Bool
    /// How rarely a character that needs no escape gets one; 0 for never.
    private let escapeRarity: Int
    private var output: [UInt8] = []

    /// Spells a value on one line; members come in random order.
    package static func spell(_ value: JSONValue, using random: inout RandomSource) -> [UInt8] {
        let isCompact = random.oneIn(2)
        let escapeRarity = random.pick([0, 0, 2, 10])
        var writer = JSONSpelling(random: random, isCompact: isCompact, escapeRarity: escapeRarity)
        writer.write(value)
        random = writer.random
        return writer.output
    }

    private mutating func space() {
        guard !isCompact, random.oneIn(3) else { return }
        for _ in 0...random.below(3) {
            output.append(random.pick([0x20, 0x20, 0x20, 0x09, 0x0D]))
        }
    }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .null: output += Array("null".utf8)
        case .boolean(let value): output += Array(String(value).utf8)
        case .number(let text): output += text
        case .string(let text): write(text)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                space()
                write(element)
                space()
            }
            if elements.isEmpty { space() }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.shuffled(using: &random).enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                space()
                write(member.key)
                space()
                output.append(UInt8(ascii: ":"))
                space()
                write(member.value)
                space()
            }
            if members.isEmpty { space() }
            output.append(UInt8(ascii: "}"))
        }
    }

    private mutating func write(_ text: [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in WTF8.decode(text) {
            let isSurrogate = (0xD800..<0xE000).contains(scalar)
            if scalar < 0x20 || scalar == 0x22 || scalar == 0x5C || scalar == 0x2F || isSurrogate
                || escapeRarity > 0 && random.oneIn(escapeRarity)
            {
                writeEscape(of: scalar)
            } else {
                output += WTF8.encode(scalar)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(of scalar: UInt32) {
        let short: [UInt32: String] = [
            0x22: "\\\"", 0x5C: "\\\\", 0x2F: "\\/", 0x08: "\\b", 0x0C: "\\f", 0x0A: "\\n",
            0x0D: "\\r", 0x09: "\\t",
        ]
        if scalar == 0x2F, random.oneIn(2) { return output.append(0x2F) }
        if let escape = short[scalar], !random.oneIn(4) {
            output += Array(escape.utf8)
            return
        }
        guard scalar >= 0x10000 else { return writeCodeUnit(scalar) }
        writeCodeUnit(0xD800 + (scalar - 0x10000) >> 10)
        writeCodeUnit(0xDC00 + (scalar - 0x10000) & 0x3FF)
    }

    private mutating func writeCodeUnit(_ unit: UInt32) {
        let isUppercase = random.oneIn(2)
        let digits = String(unit, radix: 16, uppercase: isUppercase)
        output += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
}
