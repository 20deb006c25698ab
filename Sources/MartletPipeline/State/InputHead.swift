internal import MartletEngine

/// How a file begins, which tells it from others wherever it lies and whatever it is called.
struct InputHead: Equatable, Sendable {
    static let byteLimit = 4096

    /// How many bytes were looked at.
    var byteCount: Int
    var hash: UInt64

    init(byteCount: Int, hash: UInt64) {
        self.byteCount = byteCount
        self.hash = hash
    }

    /// Of the first unpacked bytes; no more than are needed.
    init(_ bytes: some Collection<UInt8>) {
        let lead = Array(bytes.prefix(InputHead.byteLimit))
        self.init(byteCount: lead.count, hash: InputHead.hash(lead))
    }

    static func hash(_ bytes: [UInt8]) -> UInt64 {
        ByteView.withBytes(bytes) { TextHash.hash($0) }
    }
}
