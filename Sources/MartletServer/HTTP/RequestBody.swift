internal import NIOCore

/// A request's body as it comes in, within its own limit and that of all connections.
struct RequestBody {
    /// What may go wrong with the next bytes.
    enum Failure {
        case tooLarge
        case memory
    }

    /// What a declaration is believed of, before as much has come in.
    private static let atOnce = 64 << 10

    private(set) var bytes: [UInt8] = []
    /// What is booked for it.
    private(set) var reserved = 0
    private let declared: Int?
    private let limit: Int
    private let held: HeldBytes

    /// Begins a body of which the length may be declared.
    init(declared: Int?, limit: Int, held: HeldBytes) {
        self.declared = declared
        self.limit = limit
        self.held = held
    }

    /// Takes more bytes, or says why not.
    ///
    /// Memory is booked as bytes come in and not as they are declared: a declaration costs a client nothing.
    mutating func append(_ buffer: ByteBuffer) -> Failure? {
        let needed = bytes.count + buffer.readableBytes
        guard needed <= limit else { return .tooLarge }
        if needed > reserved {
            var capacity = max(needed, min(reserved * 2, limit))
            if let declared { capacity = max(needed, min(declared, max(capacity, Self.atOnce))) }
            guard held.reserve(capacity - reserved) else { return .memory }
            reserved = capacity
            bytes.reserveCapacity(capacity)
        }
        bytes.append(contentsOf: buffer.readableBytesView)
        return nil
    }

    /// Gives up what was received.
    mutating func drop() {
        held.release(reserved)
        reserved = 0
        bytes = []
    }
}
