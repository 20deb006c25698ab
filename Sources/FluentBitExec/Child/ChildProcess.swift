internal import CFluentBit
internal import Glibc

/// A running command, fed through a pipe.
struct ChildProcess: ~Copyable {
    /// A command that cannot be started.
    struct StartFailure: Error, CustomStringConvertible {
        let program: String
        let errno: Int32

        var description: String {
            "cannot start '\(program)': \(DeliveryFailure.message(errno))"
        }
    }

    /// A child is useful once it has run for as long as the longest delay.
    private static let usefulMilliseconds = 60_000
    /// How long to wait for the end of a process that was killed: one may hang in the kernel.
    private static let killMilliseconds = 500

    private let process: pid_t
    /// Its standard input, or -1 once closed.
    private var input: Int32
    /// What it writes to descriptor 3, or -1.
    private var acknowledgement: Int32
    private let usefulFrom: MonotonicTime
    private var deliveredBatches = 0

    /// Whether it was worth starting.
    ///
    /// A batch that nobody acknowledges proves nothing.
    var wasUseful: Bool { (deliveredBatches > 0 && acknowledgement >= 0) || usefulFrom <= .now() }

    /// Starts the command of some settings.
    init(_ settings: Settings) throws(StartFailure) {
        var child = child_process()
        let output: child_output =
            switch settings.standardOutput {
            case .inherit: CHILD_OUTPUT_INHERIT
            case .stderr: CHILD_OUTPUT_STANDARD_ERROR
            case .null: CHILD_OUTPUT_NULL
            }
        // SAFETY: the words are copies that live until the call has returned, a null pointer ends
        // them, and `child` is filled if the call succeeds.
        let words = unsafe settings.command.map { unsafe strdup($0) }
        let error = unsafe child_start(words + [nil], settings.acknowledges, output, &child)
        for index in settings.command.indices { unsafe free(words[index]) }
        guard error == 0 else {
            throw StartFailure(program: settings.command.first ?? "", errno: error)
        }
        process = child.process
        input = child.input
        acknowledgement = child.acknowledgement
        usefulFrom = MonotonicTime.now().adding(milliseconds: Self.usefulMilliseconds)
    }

    /// How it ended, if it has.
    mutating func end() -> ChildEnd? {
        guard life != .running else { return nil }
        return reap(killingGroup: true)
    }

    /// Writes a batch and waits until the command has done with it.
    ///
    /// - Parameters:
    ///   - batch: whole lines; the last one asks for the acknowledgement if there is to be one.
    ///   - number: what the acknowledgement says.
    ///   - timeoutMilliseconds: for both together.
    /// - Returns: nothing if it arrived; else the command must be ended, for it may have a part.
    mutating func deliver(
        _ batch: [UInt8],
        number: UInt64,
        timeoutMilliseconds: Int
    ) -> DeliveryFailure? {
        let deadline = MonotonicTime.now().adding(milliseconds: timeoutMilliseconds)
        var failure = unaskedAcknowledgement()
        if failure == nil { failure = write(batch, until: deadline, timeoutMilliseconds) }
        if failure == nil, acknowledgement >= 0 {
            failure = awaitAcknowledgement(
                Array("\(number)\n".utf8),
                until: deadline,
                timeoutMilliseconds
            )
        }
        if failure == nil { deliveredBatches &+= 1 }
        return failure
    }

    /// Lets the command finish what it has, and ends it if that takes too long.
    mutating func finish(graceMilliseconds: Int) -> ChildEnd {
        closeInput()
        if awaitEnd(milliseconds: graceMilliseconds) { return reap(killingGroup: false) }
        return terminate(graceMilliseconds: graceMilliseconds)
    }

    /// Ends the command, which may have a part of a batch.
    mutating func terminate(graceMilliseconds: Int) -> ChildEnd {
        closeInput()
        _ = kill(-process, SIGTERM)
        if !awaitEnd(milliseconds: graceMilliseconds) {
            _ = kill(-process, SIGKILL)
            guard awaitEnd(milliseconds: Self.killMilliseconds) else {
                closeAcknowledgement()
                return .unknown
            }
        }
        return reap(killingGroup: true)
    }

    // MARK: Pipes

    private func write(
        _ batch: [UInt8],
        until deadline: MonotonicTime,
        _ timeoutMilliseconds: Int
    ) -> DeliveryFailure? {
        var offset = 0
        while offset < batch.count {
            // SAFETY: the offset is below the number of bytes, and as many as are left are written.
            let count = unsafe batch.withUnsafeBytes { bytes in
                unsafe Glibc.write(
                    input,
                    bytes.baseAddress.map { unsafe $0 + offset },
                    bytes.count - offset
                )
            }
            if count > 0 {
                offset += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: break
            case EPIPE: return .closed
            default: return .system(errno: errno)
            }
            switch poll(input: true, until: deadline) {
            case .ready: continue
            case .late: return .notRead(milliseconds: timeoutMilliseconds)
            // It was not asked yet.
            case .acknowledgement: return .wrongAcknowledgement
            case .closed: return .closed
            case .failed(let code): return .system(errno: code)
            }
        }
        return nil
    }

    /// What the command has written without a batch to acknowledge would pass for the next one's.
    private func unaskedAcknowledgement() -> DeliveryFailure? {
        guard acknowledgement >= 0 else { return nil }
        var byte: UInt8 = 0
        // SAFETY: one byte is read into one byte.
        switch unsafe read(acknowledgement, &byte, 1) {
        case 1: return .wrongAcknowledgement
        case 0: return .closed
        default: return nil
        }
    }

    private func awaitAcknowledgement(
        _ expected: [UInt8],
        until deadline: MonotonicTime,
        _ timeoutMilliseconds: Int
    ) -> DeliveryFailure? {
        var received: [UInt8] = []
        while received.count < expected.count {
            var byte: UInt8 = 0
            // SAFETY: one byte is read into one byte.
            switch unsafe read(acknowledgement, &byte, 1) {
            case 1:
                received.append(byte)
                guard expected.starts(with: received) else { return .wrongAcknowledgement }
                continue
            case 0: return .closed
            default: break
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: break
            default: return .system(errno: errno)
            }
            switch poll(input: false, until: deadline) {
            case .ready, .acknowledgement: continue
            case .closed: return .closed
            case .late: return .notAcknowledged(milliseconds: timeoutMilliseconds)
            case .failed(let code): return .system(errno: code)
            }
        }
        return nil
    }

    private enum Readiness {
        case ready
        case acknowledgement
        /// No acknowledgement will ever come.
        case closed
        case late
        case failed(errno: Int32)
    }

    /// Waits until the input can be written to, if that is wanted, or an acknowledgement read.
    private func poll(input wantsInput: Bool, until deadline: MonotonicTime) -> Readiness {
        // `poll` passes over descriptors below zero.
        var descriptors = (
            pollfd(fd: wantsInput ? input : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: acknowledgement, events: Int16(POLLIN), revents: 0)
        )
        // SAFETY: a tuple of two equal types lies in memory as an array of two.
        let count = unsafe withUnsafeMutableBytes(of: &descriptors) { bytes in
            unsafe Glibc.poll(
                bytes.assumingMemoryBound(to: pollfd.self).baseAddress,
                2,
                deadline.millisecondsLeft
            )
        }
        if count < 0 { return errno == EINTR ? .ready : .failed(errno: errno) }
        if count == 0 { return .late }
        if Int32(descriptors.1.revents) & POLLIN != 0 { return .acknowledgement }
        return descriptors.1.revents == 0 ? .ready : .closed
    }

    private mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private mutating func closeAcknowledgement() {
        if acknowledgement >= 0 { close(acknowledgement) }
        acknowledgement = -1
    }

    // MARK: Ending

    private enum Life {
        case running
        /// Not yet reaped, so that its number and its group's are still its own.
        case ended
        /// Somebody else has reaped it.
        case gone
    }

    private var life: Life {
        var information = unsafe siginfo_t()
        while true {
            // SAFETY: `information` is to be filled, alive for the call.
            let result = unsafe waitid(
                P_PID,
                id_t(bitPattern: process),
                &information,
                WEXITED | WNOHANG | WNOWAIT
            )
            if result == 0 { return unsafe information.si_signo == 0 ? .running : .ended }
            if errno != EINTR { return .gone }
        }
    }

    private func awaitEnd(milliseconds: Int) -> Bool {
        let deadline = MonotonicTime.now().adding(milliseconds: milliseconds)
        while life == .running {
            let left = deadline.millisecondsLeft
            guard left > 0 else { return false }
            usleep(UInt32(min(left, 5)) * 1000)
        }
        return true
    }

    /// Takes note of the end.
    ///
    /// - Parameter killingGroup: whether processes that it started, and that may still write what the
    ///   command writes, are ended. Its number is the group's until it is reaped.
    /// - Returns: how it ended.
    /// - Returns: how it ended.
    private mutating func reap(killingGroup: Bool) -> ChildEnd {
        closeInput()
        closeAcknowledgement()
        guard life == .ended else { return .unknown }
        if killingGroup { _ = kill(-process, SIGKILL) }
        var status: Int32 = 0
        // SAFETY: `status` is to be filled, alive for the call.
        guard unsafe waitpid(process, &status, WNOHANG) == process else { return .unknown }
        return ChildEnd(waitStatus: status)
    }
}
