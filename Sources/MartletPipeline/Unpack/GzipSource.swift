import CISAL

/// Unpacks gzip data (RFC 1952): any number of members, one after another.
@safe
final class GzipSource: ByteSource {
    private let path: String
    private let packed: PackedInput
    private let state: UnsafeMutablePointer<inflate_state>
    private var isInMember = false
    private var memberCount = 0
    /// What is to be reported when the bytes before it have been handed over.
    private var failure: PipelineError?

    init(_ upstream: any ByteSource, path: String) {
        self.path = path
        packed = PackedInput(upstream)
        unsafe state = .allocate(capacity: 1)
        // SAFETY: allocated above; ISA-L initialises all of it that it reads.
        unsafe isal_inflate_init(state)
    }

    deinit {
        unsafe state.deallocate()
    }

    var inputByteCount: Int { packed.inputByteCount }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        var produced = 0
        while failure == nil, produced < buffer.count {
            if packed.isEmpty {
                // What is there goes out before anything is waited for.
                if produced > 0 { break }
                switch try packed.fill(waits: waits) {
                case .bytes: break
                case .end:
                    guard isInMember else { return .end }
                    // ISA-L may still hold unpacked bytes, but no more than these.
                    produced += unsafe inflate(into: buffer, from: produced)
                    if isInMember, failure == nil, produced == 0 { failure = truncated }
                    if produced == 0, failure == nil { return .end }
                    continue
                case .idle: return .idle
                case .cancelled: return .cancelled
                }
            }
            if isInMember {
                produced += unsafe inflate(into: buffer, from: produced)
            } else {
                beginMember()
            }
        }
        if produced > 0 { return .bytes(produced) }
        if let failure { throw failure }
        return .end
    }

    private func beginMember() {
        // Some programs fill the last block of a tape or disk with zeros.
        if memberCount > 0, packed.first == 0 {
            packed.consume(1)
            return
        }
        guard packed.first == 0x1F else {
            failure = trailingBytes
            return
        }
        // SAFETY: initialised in `init`; the pointers into the input are set for each call.
        unsafe isal_inflate_reset(state)
        unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
        isInMember = true
    }

    /// Unpacks what input there is into the rest of a buffer.
    ///
    /// - Returns: the number of bytes made.
    private func inflate(into buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
        let room = min(buffer.count - start, Int(UInt32.max))
        let available = unsafe packed.bytes
        // SAFETY: ISA-L reads and writes no more than the counts given here, and steps back over
        // no more bytes than ``PackedInput`` keeps.
        unsafe state.pointee.next_in = available.baseAddress
        unsafe state.pointee.avail_in = UInt32(available.count)
        unsafe state.pointee.next_out =
            (buffer.baseAddress.unsafelyUnwrapped + start).assumingMemoryBound(to: UInt8.self)
        unsafe state.pointee.avail_out = UInt32(room)
        let result = unsafe isal_inflate(state)
        unsafe packed.consume(available.count - Int(state.pointee.avail_in))
        let produced = unsafe room - Int(state.pointee.avail_out)
        if result != ISAL_DECOMP_OK {
            failure = error(for: result)
        } else if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
            isInMember = false
            memberCount += 1
        }
        return produced
    }

    private func error(for result: Int32) -> PipelineError {
        switch result {
        case ISAL_INVALID_WRAPPER where memberCount > 0: trailingBytes
        case ISAL_INCORRECT_CHECKSUM: unreadable("its checksum does not fit its content")
        case ISAL_INVALID_WRAPPER, ISAL_UNSUPPORTED_METHOD: unreadable("its header is broken")
        default: unreadable("its data is broken")
        }
    }

    private var truncated: PipelineError {
        unreadable("it ends too early; what could be unpacked was scanned")
    }

    private var trailingBytes: PipelineError {
        PipelineError(
            action: "not read to the end",
            path: path,
            reason: "after the gzip data come bytes that are something else; they were not scanned"
        )
    }

    private func unreadable(_ reason: String) -> PipelineError {
        PipelineError(action: "cannot unpack the gzip data", path: path, reason: reason)
    }
}
