extension CIDRBlock {
    /// Why a text is no block of addresses.
    package enum ParsingFailure: Error, Equatable {
        case invalidAddress
        case invalidPrefixLength(limit: Int)
    }

    /// Reads `10.0.0.0/8`, `fd00::/8` or an address alone, which is a block of one.
    ///
    /// A block inside `::ffff:0:0/96` is the IPv4 block that it maps.
    ///
    /// - Returns: The block, and whether bits behind the prefix had to be cleared.
    package static func parsing(
        _ text: String
    ) throws(ParsingFailure) -> (block: CIDRBlock, hasHostBits: Bool) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(Substring(parts[0]))) else {
            throw .invalidAddress
        }
        let isWrittenAsIPv6 = parts[0].contains(UInt8(ascii: ":"))
        let writtenLimit = isWrittenAsIPv6 ? 128 : 32
        var prefixLength = writtenLimit
        if parts.count == 2 {
            let digits = parts[1]
            let isNumber = digits.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
            guard isNumber, let length = Int(Substring(digits)), length <= writtenLimit else {
                throw .invalidPrefixLength(limit: writtenLimit)
            }
            prefixLength = length
        }
        var bits = address.bits
        var isIPv6 = address.isIPv6
        if isWrittenAsIPv6, !isIPv6 {
            if prefixLength >= 96 {
                prefixLength -= 96
            } else {
                // The block is wider than all of IPv4: it stays one of IPv6 addresses.
                isIPv6 = true
                bits |= 0xFFFF << 32
            }
        }
        let block = CIDRBlock(address: bits, prefixLength: prefixLength, isIPv6: isIPv6)
        return (block, block.network != bits)
    }
}
