extension IPAddress {
    /// Reads the text of an address, or fails.
    ///
    /// Strict: four decimal octets without leading zeros; for IPv6 groups of one to four hexadecimal
    /// digits, at most one `::`, which stands for at least one group, and at most an IPv4 address at
    /// the end. No zone, no brackets, no prefix length, no white space. An address that maps IPv4
    /// (`::ffff:a.b.c.d`) is IPv4.
    ///
    /// Source: RFC 4291, section 2.2; RFC 6943, section 3.1.1 on octets.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        // SAFETY: the span does not outlive this call, for which the caller keeps the bytes.
        self.init(unsafe bytes.span)
    }

    /// Reads the text of an address, or fails.
    package init?(_ text: String) {
        self.init(Array(text.utf8).span)
    }

    private init?(_ text: borrowing Span<UInt8>) {
        var reader = AddressReader(end: text.count)
        let isIPv6 = (0..<text.count).contains { text[$0] == UInt8(ascii: ":") }
        guard isIPv6 else {
            guard let bits = reader.octets(text), reader.position == text.count else { return nil }
            self.init(bits: UInt128(bits), isIPv6: false)
            return
        }
        guard let bits = reader.groups(text), reader.position == text.count else { return nil }
        if bits >> 32 == 0xFFFF {
            self.init(bits: bits & 0xFFFF_FFFF, isIPv6: false)
        } else {
            self.init(bits: bits, isIPv6: true)
        }
    }
}

/// Reads both forms of addresses from left to right.
private struct AddressReader {
    var position = 0
    let end: Int

    /// Reads `a.b.c.d`.
    mutating func octets(_ text: borrowing Span<UInt8>) -> UInt32? {
        var bits: UInt32 = 0
        for index in 0..<4 {
            if index > 0 {
                guard position < end, text[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            let start = position
            var octet: UInt32 = 0
            while position < end, let digit = decimalDigit(text[position]) {
                octet = octet * 10 + digit
                position += 1
                guard position - start <= 3 else { return nil }
            }
            let hasLeadingZero = position - start > 1 && text[start] == UInt8(ascii: "0")
            guard position > start, octet <= 255, !hasLeadingZero else { return nil }
            bits = bits << 8 | octet
        }
        return bits
    }

    /// Eight groups, some of them hidden behind `::`, the last two perhaps as `a.b.c.d`.
    mutating func groups(_ text: borrowing Span<UInt8>) -> UInt128? {
        var bits: UInt128 = 0
        var count = 0
        var gap: Int?
        if startsGap(text) {
            position += 2
            gap = 0
        }
        while position < end, count < 8 {
            let start = position
            if let group = group(text) {
                if position < end, text[position] == UInt8(ascii: ".") {
                    position = start
                    guard count <= 6, let octets = octets(text) else { return nil }
                    bits = bits << 32 | UInt128(octets)
                    count += 2
                    break
                }
                bits = bits << 16 | UInt128(group)
                count += 1
            } else {
                return nil
            }
            if position == end { break }
            if startsGap(text) {
                guard gap == nil else { return nil }
                gap = count
                position += 2
            } else if text[position] == UInt8(ascii: ":"), position + 1 < end {
                position += 1
            } else {
                return nil
            }
        }
        guard let gap else { return count == 8 ? bits : nil }
        guard count < 8 else { return nil }
        // The groups behind the gap move to the end; zeros fill the room between.
        let behind = 16 * (count - gap)
        let mask: UInt128 = behind == 0 ? 0 : UInt128.max >> UInt128(128 - behind)
        let front = (bits & ~mask) << UInt128(16 * (8 - count))
        return front | bits & mask
    }

    private func startsGap(_ text: borrowing Span<UInt8>) -> Bool {
        position + 1 < end && text[position] == UInt8(ascii: ":")
            && text[position + 1] == UInt8(ascii: ":")
    }

    private mutating func group(_ text: borrowing Span<UInt8>) -> UInt32? {
        let start = position
        var group: UInt32 = 0
        while position < end, let digit = hexDigit(text[position]) {
            group = group << 4 | digit
            position += 1
            guard position - start <= 4 else { return nil }
        }
        return position > start ? group : nil
    }

    private func decimalDigit(_ byte: UInt8) -> UInt32? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? UInt32(byte & 0x0F) : nil
    }

    private func hexDigit(_ byte: UInt8) -> UInt32? {
        if let digit = decimalDigit(byte) { return digit }
        let lower = byte | 0x20
        guard (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lower) else { return nil }
        return UInt32(lower - UInt8(ascii: "a")) + 10
    }
}
