/// Divides an item such as `Hashes: MD5=...` into items of one field an algorithm.
package struct HashSplitting: Sendable {
    /// The algorithms that have a field; hashes of others are left out.
    package let algorithms: [String]
    package let fieldPrefix: String
    /// Whether the field is called by the prefix alone.
    package let dropsAlgorithm: Bool

    /// The field of a text, and its hash, or `nil` if no algorithm is known for it.
    ///
    /// The text names its algorithm, `SHA1=...` or `SHA1|...`, or has the length of its hashes.
    func field(of text: [UInt8]) -> (name: String, hash: [UInt8])? {
        let separator = text.contains(UInt8(ascii: "|")) ? UInt8(ascii: "|") : UInt8(ascii: "=")
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let star = UInt8(ascii: "*")
        let algorithm: String?
        if parts.count == 2 {
            let name = String(decoding: parts[0].drop { $0 == star }, as: UTF8.self)
            algorithm = name.uppercased()
        } else {
            algorithm = HashSplitting.algorithm(ofLength: text.count { $0 != star })
        }
        guard let algorithm, algorithms.contains(algorithm) else { return nil }
        let name = fieldPrefix + (dropsAlgorithm ? "" : algorithm)
        return (name, Array(parts.count == 2 ? parts[1] : text[...]))
    }

    private static func algorithm(ofLength length: Int) -> String? {
        switch length {
        case 32: "MD5"
        case 40: "SHA1"
        case 64: "SHA256"
        case 128: "SHA512"
        default: nil
        }
    }
}
