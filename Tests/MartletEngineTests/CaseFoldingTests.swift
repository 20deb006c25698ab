import MartletEngine
import MartletTestSupport
import Testing

@Suite struct CaseFoldingTests {
    private func fold(_ text: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: CaseFolding.capacity(forCount: text.count) + 1)
        let count = (text + [0]).withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                guard let input = input.baseAddress, let output = output.baseAddress else {
                    return 0
                }
                return CaseFolding.fold(input, count: text.count, into: output)
            }
        }
        // The byte behind the promised capacity must be untouched.
        #expect(output.last == 0)
        return Array(output.prefix(count))
    }

    @Test func agreesWithTheStandardLibraryOnEveryScalar() {
        var differences: [String] = []
        for scalar in UInt32(0)..<0x11_0000 {
            let fast = CaseFolding.fold(scalar)
            let slow = ReferenceCaseFolding.fold(scalar)
            if fast != slow {
                differences.append(
                    String(scalar, radix: 16) + ": \(String(fast, radix: 16)), not "
                        + String(slow, radix: 16)
                )
            }
        }
        #expect(differences == [])
    }

    @Test(arguments: [
        ("KUBE-System", "kube-system"), ("\u{212A}", "k"), ("\u{130}", "\u{130}"),
        ("\u{131}", "\u{131}"), ("straße STRASSE", "straße strasse"), ("\u{1E9E}", "\u{DF}"),
        ("\u{23A}\u{23A}", "\u{2C65}\u{2C65}"), ("\u{3A3}\u{3C2}\u{3C3}", "\u{3C3}\u{3C3}\u{3C3}"),
        ("ÄÖÜ @[`{ ΑΩ", "äöü @[`{ αω"), ("\u{10400}", "\u{10428}"), ("", ""),
        ("ЖУРНАЛ аудита", "журнал аудита"), ("\u{17F}", "s"), ("\u{13F8}", "\u{13F0}"),
    ])
    func foldsText(_ text: String, _ expected: String) {
        #expect(fold(Array(text.utf8)) == Array(expected.utf8))
    }

    @Test func copiesBytesThatAreNoUTF8() {
        for bytes: [UInt8] in [
            [0x80], [0xC3], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFE],
            [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x84], [0xF0, 0x90, 0x90],
        ] {
            #expect(fold(bytes) == bytes)
            #expect(fold([0x41] + bytes + [0x42]) == [0x61] + bytes + [0x62])
        }
    }

    @Test func neverOutgrowsItsCapacity() {
        for scalar in UInt32(0)..<0x11_0000 {
            let before = WTF8.encode(scalar).count
            let after = WTF8.encode(CaseFolding.fold(scalar)).count
            guard after > CaseFolding.capacity(forCount: before) else { continue }
            Issue.record("U+\(String(scalar, radix: 16)) grows from \(before) to \(after) bytes")
        }
    }

    @Test func foldsAtEveryAlignment() {
        let text = Array("AbC ÄÉ KELVIN \u{212A} ꭰ \u{10400} end OF Line Z".utf8)
        for start in 0..<text.count {
            for end in start...text.count {
                let part = Array(text[start..<end])
                guard String(validating: part, as: UTF8.self) != nil else { continue }
                let expected = WTF8.decode(part).flatMap {
                    WTF8.encode(ReferenceCaseFolding.fold($0))
                }
                #expect(fold(part) == expected)
            }
        }
    }
}
