/// An IPv4 or IPv6 address; `::ffff:a.b.c.d` reads as IPv4.
package struct IPAddress: Hashable, Sendable {
    /// The address; IPv4 fills the low 32 bits.
    package let bits: UInt128
    package let isIPv6: Bool

    package init(bits: UInt128, isIPv6: Bool) {
        self.bits = bits
        self.isIPv6 = isIPv6
    }
}
