package import MartletRules

/// Reads IP addresses from text.
///
/// IPv4 is four decimal numbers up to 255 without leading zeros (RFC 6943, section 3.1.1, explains
/// why other forms are unsafe). IPv6 is RFC 4291, section 2.2: groups of one to four hexadecimal
/// digits, at most one `::` for one group or more, and dotted IPv4 at the end; no zone, no port, no
/// brackets. An IPv4-mapped address in any spelling is IPv4.
package enum ReferenceAddress {
    /// The address that a text is, or `nil`.
    package static func parse(_ text: [UInt8]) -> IPAddress? {
        if let bits = version4(text[...]) { return IPAddress(bits: UInt128(bits), isIPv6: false) }
        guard let groups = version6(text) else { return nil }
        let bits = groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
        if bits >> 32 == 0xFFFF { return IPAddress(bits: bits & 0xFFFF_FFFF, isIPv6: false) }
        return IPAddress(bits: bits, isIPv6: true)
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard let octet = UInt8(String(decoding: part, as: UTF8.self)),
                Array(String(octet).utf8) == Array(part)
            else { return nil }
            bits = bits << 8 | UInt32(octet)
        }
        return bits
    }

    private static func version6(_ text: [UInt8]) -> [UInt16]? {
        let string = String(decoding: text, as: UTF8.self).unicodeScalars.map { String($0) }
        var halves: [[String]] = [[]]
        var index = 0
        while index < string.count {
            if string[index] == ":", index + 1 < string.count, string[index + 1] == ":" {
                halves.append([])
                index += 2
            } else {
                halves[halves.count - 1].append(string[index])
                index += 1
            }
        }
        switch halves.count {
        case 1:
            guard let groups = groups(halves[0].joined(), mayEndInIPv4: true) else { return nil }
            return groups.count == 8 ? groups : nil
        case 2:
            guard let head = groups(halves[0].joined(), mayEndInIPv4: false),
                let tail = groups(halves[1].joined(), mayEndInIPv4: true),
                head.count + tail.count <= 7
            else { return nil }
            return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
        default:
            return nil
        }
    }

    private static func groups(_ text: String, mayEndInIPv4: Bool) -> [UInt16]? {
        if text.utf8.isEmpty { return [] }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            let isHexadecimal = part.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            if (1...4).contains(part.count), isHexadecimal,
                let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            {
                groups.append(group)
            } else if mayEndInIPv4, index == parts.count - 1,
                let bits = version4(Array(part)[...])
            {
                groups += [UInt16(bits >> 16), UInt16(bits & 0xFFFF)]
            } else {
                return nil
            }
        }
        return groups
    }
}
