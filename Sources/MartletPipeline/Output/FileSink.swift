internal import Glibc
internal import Synchronization

/// Output to a file that is continued, and opened anew where another program took it away.
///
/// `logrotate` and its like rename a file, and expect its writer to begin a new one: that happens
/// at the next write, without a signal. A copy that is cut off (`copytruncate`) is continued as
/// well. With a ``FileRotation`` the sink puts files aside itself: `signals.ndjson` becomes
/// `signals.ndjson.1`, which became `signals.ndjson.2` before. A line is never divided.
package final class FileSink: Sink {
    private struct State {
        var sink: DescriptorSink
        /// `nil` for what is no regular file, and is never put aside.
        var identity: FileIdentity?
        var byteCount: Int
        /// The span that the file is of.
        var span: Int
    }

    private let path: String
    private let rotation: FileRotation?
    private let time: @Sendable () -> Int
    private let state: Mutex<State>

    /// Goes on with a file, or creates it.
    ///
    /// - Parameters:
    ///   - path: the file; what is no regular file, such as a device, is only written.
    ///   - rotation: when the file is put aside; `nil` leaves that to others.
    ///   - time: the time of day, in seconds since 1970.
    /// - Throws: if the file cannot be opened.
    package init(
        continuing path: String,
        rotation: FileRotation? = nil,
        time: @escaping @Sendable () -> Int = { Glibc.time(nil) }
    ) throws(PipelineError) {
        self.path = path
        self.rotation = rotation
        self.time = time
        state = Mutex(try FileSink.open(path, rotation, now: time()))
    }

    private static func open(
        _ path: String,
        _ rotation: FileRotation?,
        now: Int
    ) throws(PipelineError) -> State {
        let sink = try DescriptorSink(continuing: path)
        let status = FileStatus(of: sink.descriptor)
        let isBegun = (status?.byteCount ?? 0) > 0
        return State(
            sink: sink,
            identity: status?.identity,
            byteCount: status?.byteCount ?? 0,
            span: rotation?.span(at: isBegun ? status?.modified ?? now : now) ?? 0
        )
    }

    /// The file, and those that were put aside, by whomever: `signals.ndjson.1`,
    /// `signals.ndjson-20261130.gz`.
    package var identities: [FileIdentity] {
        // Nothing is put aside while it is looked for.
        state.withLock { state in
            guard state.identity != nil else { return [] }
            let escaped = path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
            let asides = PathPattern.matches(escaped + "[.-][0-9]*")
            return state.sink.identities + asides.compactMap { FileIdentity(ofFileAt: $0) }
        }
    }

    /// Whether nothing was written to the file yet.
    package var isEmpty: Bool { state.withLock { $0.identity == nil || $0.byteCount == 0 } }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        // SAFETY: the bytes stay where they are for the time of the call.
        let failure = unsafe bytes.withUnsafeBufferPointer { buffer -> PipelineError? in
            state.withLock { state -> PipelineError? in
                do throws(PipelineError) {
                    try unsafe write(buffer, &state)
                    return nil
                } catch {
                    return error
                }
            }
        }
        if let failure { throw failure }
    }

    private func write(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ state: inout State
    ) throws(PipelineError) {
        try reopenIfTaken(&state)
        guard let rotation, state.identity != nil else {
            try unsafe state.sink.write(bytes.span)
            state.byteCount += bytes.count
            return
        }
        var start = 0
        while start < bytes.count {
            let span = rotation.span(at: time())
            if state.byteCount > 0, span != state.span { try rotate(&state) }
            state.span = span
            let room = rotation.byteLimit.map { $0 - state.byteCount } ?? .max
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
            var count = unsafe FileSink.wholeLines(of: rest, atMost: room)
            if count == 0 {
                guard state.byteCount == 0 else {
                    try rotate(&state)
                    continue
                }
                // A line that is too long for any file has one of its own.
                count = unsafe (LineFeed.first(in: rest) ?? rest.count - 1) + 1
            }
            try unsafe state.sink.write(UnsafeBufferPointer(rebasing: rest[..<count]).span)
            state.byteCount += count
            start += count
        }
    }

    /// How many bytes whole lines take, of those that fit.
    private static func wholeLines(
        of bytes: UnsafeBufferPointer<UInt8>,
        atMost room: Int
    ) -> Int {
        guard room > 0 else { return 0 }
        if bytes.count <= room { return bytes.count }
        let fitting = unsafe UnsafeBufferPointer(rebasing: bytes[..<room])
        return unsafe LineFeed.last(in: fitting).map { $0 + 1 } ?? 0
    }

    /// Begins a new file where the old one was renamed or removed.
    private func reopenIfTaken(_ state: inout State) throws(PipelineError) {
        guard let identity = state.identity else { return }
        if FileIdentity(ofFileAt: path) != identity {
            try state.sink.synchronize()
            try replace(&state)
        } else if rotation != nil, let status = FileStatus(of: state.sink.descriptor) {
            state.byteCount = status.byteCount
        }
    }

    /// Puts the file aside, and begins a new one.
    private func rotate(_ state: inout State) throws(PipelineError) {
        guard let rotation else { return }
        // Nobody could wait for it to be on the disk any more.
        try state.sink.synchronize()
        if rotation.keptCount > 0 {
            for number in stride(from: rotation.keptCount - 1, through: 0, by: -1) {
                let old = number == 0 ? path : "\(path).\(number)"
                // SAFETY: both paths are NUL-terminated copies for the time of the call.
                guard unsafe rename(old, "\(path).\(number + 1)") == 0 || errno == ENOENT else {
                    throw PipelineError(action: "cannot rename", path: old, errno: errno)
                }
            }
        } else if unsafe unlink(path) != 0, errno != ENOENT {
            throw PipelineError(action: "cannot remove", path: path, errno: errno)
        }
        try replace(&state)
    }

    /// Begins a new file; the old one stays open if that fails.
    private func replace(_ state: inout State) throws(PipelineError) {
        let old = state.sink
        state = try FileSink.open(path, rotation, now: time())
        try old.close()
    }

    package func synchronize() throws(PipelineError) {
        try state.withLock { $0.sink }.synchronize()
    }

    /// Closes the file.
    package func close() throws(PipelineError) {
        try state.withLock { $0.sink }.close()
    }
}
