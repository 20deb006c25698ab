/// A block of IP addresses, `10.0.0.0/8` or `fd00::/8`.
package struct CIDRBlock: Hashable, Sendable {
    /// The first address with its host bits cleared; an IPv4 address fills the low 32 bits.
    package let network: UInt128
    /// How many leading bits must agree: 0 to 32 for IPv4, 0 to 128 for IPv6.
    package let prefixLength: Int
    /// Whether the block holds IPv6 addresses.
    package let isIPv6: Bool

    /// Clears the host bits of an address and keeps the block around it.
    package init(address: UInt128, prefixLength: Int, isIPv6: Bool) {
        let hostBits = (isIPv6 ? 128 : 32) - prefixLength
        self.network = hostBits >= 128 ? 0 : (address >> UInt128(hostBits)) << UInt128(hostBits)
        self.prefixLength = prefixLength
        self.isIPv6 = isIPv6
    }

    /// Whether an address of the same family lies in the block.
    package func contains(_ address: IPAddress) -> Bool {
        guard address.isIPv6 == isIPv6 else { return false }
        let hostBits = (isIPv6 ? 128 : 32) - prefixLength
        return hostBits >= 128 || (address.bits ^ network) >> UInt128(hostBits) == 0
    }
}
