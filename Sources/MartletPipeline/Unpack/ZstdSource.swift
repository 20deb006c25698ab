import CZstd

/// Unpacks Zstandard data (RFC 8878): any number of frames, skippable ones too.
@safe
final class ZstdSource: ByteSource {
    /// The largest window that is accepted, as a power of two: 1 GiB.
    ///
    /// The window is memory that unpacking needs. `zstd` itself makes at most 8 MiB without
    /// `--ultra` or `--long`, and reads 128 MiB without `--long`; archives made with `--long=30`
    /// are read here, those of `--long=31` are not.
    private static let windowLogLimit: Int32 = 30

    private let path: String
    private let packed: PackedInput
    private let context: OpaquePointer
    private var isInFrame = false
    private var frameCount = 0
    /// What is to be reported when the bytes before it have been handed over.
    private var failure: PipelineError?

    init(_ upstream: any ByteSource, path: String) {
        self.path = path
        packed = PackedInput(upstream)
        guard let context = unsafe ZSTD_createDCtx() else {
            fatalError("out of memory: a zstd context")
        }
        unsafe self.context = context
        unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, ZstdSource.windowLogLimit)
    }

    deinit {
        unsafe ZSTD_freeDCtx(context)
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
                    guard isInFrame else { return .end }
                    produced += unsafe decompress(into: buffer, from: produced)
                    if isInFrame, failure == nil, produced == 0 { failure = truncated }
                    if produced == 0, failure == nil { return .end }
                    continue
                case .idle: return .idle
                case .cancelled: return .cancelled
                }
            }
            produced += unsafe decompress(into: buffer, from: produced)
        }
        if produced > 0 { return .bytes(produced) }
        if let failure { throw failure }
        return .end
    }

    /// Unpacks what input there is into the rest of a buffer.
    ///
    /// - Returns: the number of bytes made.
    private func decompress(into buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
        let available = unsafe packed.bytes
        // SAFETY: zstd reads and writes no more than the sizes given here.
        var input = unsafe ZSTD_inBuffer(src: available.baseAddress, size: available.count, pos: 0)
        var output = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: start)
        let wasInFrame = isInFrame
        let result = unsafe ZSTD_decompressStream(context, &output, &input)
        unsafe packed.consume(input.pos)
        if ZSTD_isError(result) != 0 {
            failure = error(for: result, isInFrame: wasInFrame)
        } else {
            isInFrame = result != 0
            if !isInFrame { frameCount += 1 }
        }
        return unsafe output.pos - start
    }

    private func error(for result: Int, isInFrame: Bool) -> PipelineError {
        guard isInFrame || frameCount == 0 else {
            return PipelineError(
                action: "not read to the end",
                path: path,
                reason: "after the zstd data come bytes that are something else; "
                    + "they were not scanned"
            )
        }
        // SAFETY: the name is a constant string.
        let name = unsafe String(cString: ZSTD_getErrorName(result))
        return unreadable("\(name)")
    }

    private var truncated: PipelineError {
        unreadable("it ends too early; what could be unpacked was scanned")
    }

    private func unreadable(_ reason: String) -> PipelineError {
        PipelineError(action: "cannot unpack the zstd data", path: path, reason: reason)
    }
}
