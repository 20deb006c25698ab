import Glibc
import MartletRules
import Testing

@Suite struct IPAddressTests {
    @Test(
        arguments: [
            ("0.0.0.0", 0), ("10.1.2.3", 0x0A01_0203), ("255.255.255.255", 0xFFFF_FFFF),
            ("::ffff:10.1.2.3", 0x0A01_0203), ("::FFFF:0a01:0203", 0x0A01_0203),
            ("0:0:0:0:0:ffff:10.1.2.3", 0x0A01_0203),
        ] as [(String, UInt128)]
    )
    func readsIPv4(_ text: String, _ bits: UInt128) {
        #expect(IPAddress(text) == IPAddress(bits: bits, isIPv6: false))
    }

    @Test(
        arguments: [
            ("::", 0), ("::1", 1), ("1::", 1 << 112), ("fe80::1", 0xFE80 << 112 | 1),
            ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
            ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
            ("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004_0005_0006_0007_0008),
            ("::1.2.3.4", 0x0102_0304), ("64:ff9b::1.2.3.4", 0x0064_FF9B << 96 | 0x0102_0304),
            ("ABCD::ef01", 0xABCD << 112 | 0xEF01),
        ] as [(String, UInt128)]
    )
    func readsIPv6(_ text: String, _ bits: UInt128) {
        #expect(IPAddress(text) == IPAddress(bits: bits, isIPv6: true))
    }

    @Test(arguments: [
        "", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.00", "1.2.3.4 ",
        " 1.2.3.4", "1..3.4", "1.2.3.-4", "0x1.2.3.4", ":", ":::", "1:", ":1", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1::2::3", "12345::", "g::", "fe80::1%eth0",
        "[::1]", "::1/128", "1.2.3.4::", "::1.2.3", "::1.2.3.4.5", "::01.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "::ffff:1.2.3.4:5", "1.2.3.4:80",
    ])
    func refusesWhatIsNoAddress(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    /// The C library's parser is as strict, but for the mapped addresses that are IPv4 here.
    @Test func agreesWithTheCLibraryOnMutatedAddresses() {
        var random = SeededRandom(seed: 2)
        let seeds = [
            "10.1.2.3", "255.255.255.255", "::1", "fe80::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4",
            "64:ff9b::1.2.3.4", "2001:db8::", "0:0:0:0:0:0:0:0",
        ]
        let alphabet = Array("0123456789abcdefF:.:.%/ ".utf8)
        for _ in 0..<50_000 {
            var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                default: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(IPAddress(text) == cLibraryAddress(text), "\(text)")
        }
    }

    private func cLibraryAddress(_ text: String) -> IPAddress? {
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 {
            let bits = octets[..<4].reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            return IPAddress(bits: bits, isIPv6: false)
        }
        guard inet_pton(AF_INET6, text, &octets) == 1 else { return nil }
        let bits = octets.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return bits >> 32 == 0xFFFF
            ? IPAddress(bits: bits & 0xFFFF_FFFF, isIPv6: false)
            : IPAddress(bits: bits, isIPv6: true)
    }
}
