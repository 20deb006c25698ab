import MartletRules
import Testing

@Suite struct CIDRBlockTests {
    @Test(
        arguments: [
            ("10.0.0.0/8", 0x0A00_0000, 8, false, false),
            ("10.1.2.3/8", 0x0A00_0000, 8, false, true),
            ("10.1.2.3", 0x0A01_0203, 32, false, false),
            ("0.0.0.0/0", 0, 0, false, false),
            ("fd00::/8", 0xFD00 << 112, 8, true, false),
            ("::1", 1, 128, true, false),
            ("::/0", 0, 0, true, false),
            ("::ffff:10.0.0.0/104", 0x0A00_0000, 8, false, false),
            ("::ffff:0:0/96", 0, 0, false, false),
            ("::ffff:0:0/95", 0xFFFE << 32, 95, true, true),
        ] as [(String, UInt128, Int, Bool, Bool)]
    )
    func readsBlocks(
        _ text: String,
        _ network: UInt128,
        _ prefixLength: Int,
        _ isIPv6: Bool,
        _ hasHostBits: Bool
    ) throws {
        let result = try CIDRBlock.parsing(text)
        #expect(
            result.block
                == CIDRBlock(address: network, prefixLength: prefixLength, isIPv6: isIPv6)
        )
        #expect(result.hasHostBits == hasHostBits)
    }

    @Test(arguments: ["", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/8/8", "::/129", "10/8"])
    func refusesWhatIsNoBlock(_ text: String) {
        #expect(throws: CIDRBlock.ParsingFailure.self) { try CIDRBlock.parsing(text) }
    }

    @Test(arguments: ["10.0.0.0/+8", "10.0.0.0/-1", "10.0.0.0/8 ", "10.0.0.0/99999999999999999999"])
    func refusesOddPrefixLengths(_ text: String) {
        #expect(throws: CIDRBlock.ParsingFailure.invalidPrefixLength(limit: 32)) {
            try CIDRBlock.parsing(text)
        }
    }
}
