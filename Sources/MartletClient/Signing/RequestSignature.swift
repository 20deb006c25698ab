/// Proves to a receiver who sent a request, and when.
///
/// A receiver makes the same code of its key, the timestamp, a full stop and the body, compares,
/// and refuses old timestamps: so nobody can send a request again later.
///
/// Source: RFC 2104 (HMAC) with SHA-256; the text that is signed is that of Stripe's webhooks.
package struct RequestSignature: Sendable {
    /// The header with the time, in seconds since 1970.
    package static let timestampHeader = "X-Martlet-Timestamp"
    /// The header with the code.
    package static let signatureHeader = "X-Martlet-Signature"

    private let key: [UInt8]

    /// Takes the key that both sides have.
    package init(key: [UInt8]) {
        self.key = key
    }

    /// The headers for a body.
    package func headers(
        for body: [UInt8],
        at seconds: Int
    ) -> [(name: String, value: String)] {
        let code = Self.code(of: [Array("\(seconds).".utf8), body], key: key)
        let digits = code.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return [
            (Self.timestampHeader, "\(seconds)"),
            (Self.signatureHeader, "sha256=\(digits.joined())"),
        ]
    }

    /// The HMAC-SHA256 of the pieces of a text.
    package static func code(of pieces: [[UInt8]], key: [UInt8]) -> [UInt8] {
        var block = key.count > SHA256.blockByteCount ? SHA256.hash(key) : key
        block += Array(repeating: 0, count: SHA256.blockByteCount - block.count)
        let inner = SHA256.hash([block.map { $0 ^ 0x36 }] + pieces)
        return SHA256.hash([block.map { $0 ^ 0x5c }, inner])
    }
}
