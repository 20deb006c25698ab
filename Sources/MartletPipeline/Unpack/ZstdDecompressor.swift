internal import CZstd

/// Unpacks Zstandard data (RFC 8878): any number of frames, skippable ones too.
@safe
final class ZstdDecompressor: Decompressor {
    /// The largest window that is accepted, as a power of two: 1 GiB.
    ///
    /// The window is memory that unpacking needs. `zstd` itself makes at most 8 MiB without
    /// `--ultra` or `--long`, and reads 128 MiB without `--long`; archives made with `--long=30`
    /// are read here, those of `--long=31` are not.
    private static let windowLogLimit: Int32 = 30

    private let context: OpaquePointer
    private var frameCount = 0
    private(set) var isUnfinished = false

    init() {
        guard let context = unsafe ZSTD_createDCtx() else {
            fatalError("out of memory: a zstd context")
        }
        unsafe self.context = context
        unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, ZstdDecompressor.windowLogLimit)
    }

    deinit {
        unsafe ZSTD_freeDCtx(context)
    }

    func unpack(
        _ packed: PackedInput,
        into buffer: UnsafeMutableRawBufferPointer,
        from start: Int
    ) -> (byteCount: Int, failure: UnpackFailure?) {
        let available = unsafe packed.bytes
        // SAFETY: zstd reads and writes no more than the sizes given here.
        var input = unsafe ZSTD_inBuffer(src: available.baseAddress, size: available.count, pos: 0)
        var output = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: start)
        let result = unsafe ZSTD_decompressStream(context, &output, &input)
        unsafe packed.consume(input.pos)
        let byteCount = unsafe output.pos - start
        guard ZSTD_isError(result) == 0 else { return (byteCount, failure(for: result)) }
        isUnfinished = result != 0
        if !isUnfinished { frameCount += 1 }
        return (byteCount, nil)
    }

    private func failure(for result: Int) -> UnpackFailure {
        guard isUnfinished || frameCount == 0 else { return .trailingBytes }
        // SAFETY: the name is a constant string.
        return .unreadable(unsafe String(cString: ZSTD_getErrorName(result)))
    }
}
