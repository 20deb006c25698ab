internal import CISAL

/// Unpacks gzip data (RFC 1952): any number of members, one after another.
@safe
final class GzipDecompressor: Decompressor {
    private let state: UnsafeMutablePointer<inflate_state>
    private var memberCount = 0
    private(set) var isUnfinished = false

    init() {
        unsafe state = .allocate(capacity: 1)
        // SAFETY: allocated above; ISA-L initialises all of it that it reads.
        unsafe isal_inflate_init(state)
    }

    deinit {
        unsafe state.deallocate()
    }

    func unpack(
        _ packed: PackedInput,
        into buffer: UnsafeMutableRawBufferPointer,
        from start: Int
    ) -> (byteCount: Int, failure: UnpackFailure?) {
        if !isUnfinished {
            // Some programs fill the last block of a tape or disk with zeros.
            if memberCount > 0, packed.first == 0 {
                packed.consume(1)
                return (0, nil)
            }
            guard packed.first == 0x1F else { return (0, .trailingBytes) }
            // SAFETY: initialised in `init`; the pointers into the input are set for each call.
            unsafe isal_inflate_reset(state)
            unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
            isUnfinished = true
        }
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
        let byteCount = unsafe room - Int(state.pointee.avail_out)
        guard result == ISAL_DECOMP_OK else { return (byteCount, failure(for: result)) }
        if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
            isUnfinished = false
            memberCount += 1
        }
        return (byteCount, nil)
    }

    private func failure(for result: Int32) -> UnpackFailure {
        switch result {
        case ISAL_INVALID_WRAPPER where memberCount > 0: .trailingBytes
        case ISAL_INCORRECT_CHECKSUM: .unreadable("its checksum does not fit its content")
        case ISAL_INVALID_WRAPPER, ISAL_UNSUPPORTED_METHOD: .unreadable("its header is broken")
        default: .unreadable("its data is broken")
        }
    }
}
