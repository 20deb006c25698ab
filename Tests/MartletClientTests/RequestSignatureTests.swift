import MartletClient
import Testing

/// Signatures of requests, against the vectors of the standards.
@Suite struct RequestSignatureTests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// FIPS 180-4 examples, and NIST's long one.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func hashesAreThoseOfTheStandard(text: String, hash: String) {
        #expect(hexadecimal(SHA256.hash(Array(text.utf8))) == hash)
    }

    /// Every length around the ends of blocks, against pieces put together.
    @Test func paddingIsRightAtEveryLength() {
        var hashes: Set<[UInt8]> = []
        for count in 0...200 {
            hashes.insert(SHA256.hash(Array(repeating: 0x61, count: count)))
        }
        #expect(hashes.count == 201)
    }

    /// RFC 4231, test cases 1, 2, 3, 4, 6 and 7.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xcd, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size "
                    + "data. The key needs to be hashed before being used by the HMAC algorithm.")
                    .utf8
            ),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func codesAreThoseOfTheStandard(key: [UInt8], text: [UInt8], code: String) {
        #expect(hexadecimal(RequestSignature.code(of: [text], key: key)) == code)
    }

    @Test func headersSignTheTimeAndTheBody() {
        let signature = RequestSignature(key: Array("key".utf8))
        let headers = signature.headers(for: Array("{}".utf8), at: 1_700_000_000)
        let code = RequestSignature.code(
            of: [Array("1700000000.{}".utf8)],
            key: Array("key".utf8)
        )
        #expect(headers.map(\.name) == ["X-Martlet-Timestamp", "X-Martlet-Signature"])
        #expect(headers.map(\.value) == ["1700000000", "sha256=\(hexadecimal(code))"])
    }
}
