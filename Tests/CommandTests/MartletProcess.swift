import Foundation
import Glibc
import Synchronization

/// Runs the built binary the way a shell does.
///
/// The binary lies beside the test bundle; its standard streams are pipes unless a test says
/// otherwise.
struct MartletProcess {
    /// What a finished process left.
    struct Result {
        /// The exit status; 128 plus the signal for a process that a signal ended.
        let status: Int32
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [Substring] { text.split(separator: "\n") }
    }

    /// Where standard output goes.
    enum Output {
        case captured
        case path(String)
        /// A pipe whose reading end is closed before the process starts.
        case closedPipe
        /// A pipe that nobody reads while the process runs.
        case unreadPipe
    }

    /// What standard input is.
    enum Input {
        case bytes([UInt8])
        case path(String)
        /// A pipe that holds these bytes, at most 64 KiB, and stays open until the process ends.
        case openPipe([UInt8])
    }

    var arguments: [String]
    var environment: [String] = ["TERM=xterm", "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no"]
    var input = Input.path("/dev/null")
    var output = Output.captured
    var folder: String?
    /// The program, `martlet` unless a test needs another one.
    var program = MartletProcess.binary

    init(_ arguments: String...) {
        self.arguments = arguments
    }

    init(arguments: [String]) {
        self.arguments = arguments
    }

    /// Runs another program to its end.
    static func tool(_ program: String, _ arguments: String...) -> Result {
        var process = MartletProcess(arguments: arguments)
        process.program = program
        return process.run()
    }

    /// The built binary's path.
    static let binary: String = {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
        }
        let executable = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        let folder = executable.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/martlet"
    }()

    /// Starts the process, feeds and drains it, and waits for its end.
    ///
    /// - Parameter whileRunning: runs once the process has started, with its number.
    /// - Returns: what the process left.
    func run(whileRunning: ((pid_t) -> Void)? = nil) -> Result {
        let started = Self.starting.withLock { _ in start() }
        whileRunning?(started.pid)
        let (outputBytes, errorBytes) = Self.exchange(
            feed: started.feed,
            output: started.output,
            errors: started.errors
        )
        var status: Int32 = 0
        while waitpid(started.pid, &status, 0) < 0, errno == EINTR {}
        for descriptor in started.heldOpen { close(descriptor) }
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            output: outputBytes,
            errors: String(decoding: errorBytes, as: UTF8.self)
        )
    }

    /// Held while a process starts: between making a pipe and marking it, another process could
    /// inherit its ends and keep it open.
    private static let starting = Mutex(())

    /// A running process, and our ends of its streams.
    private struct Started {
        var pid: pid_t
        var feed: (descriptor: Int32, bytes: [UInt8])?
        var heldOpen: [Int32] = []
        var output: Int32?
        var errors: Int32
    }

    private func start() -> Started {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var closedInChild: [Int32] = []
        var feed: (descriptor: Int32, bytes: [UInt8])?
        var heldOpen: [Int32] = []
        switch input {
        case .path(let path):
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
        case .bytes(let bytes):
            let pipe = Self.pipe()
            posix_spawn_file_actions_adddup2(&actions, pipe.read, 0)
            closedInChild.append(pipe.read)
            feed = (pipe.write, bytes)
        case .openPipe(let bytes):
            let pipe = Self.pipe()
            precondition(bytes.count <= 1 << 16, "more than a pipe holds")
            _ = bytes.withUnsafeBytes { write(pipe.write, $0.baseAddress, $0.count) }
            posix_spawn_file_actions_adddup2(&actions, pipe.read, 0)
            closedInChild.append(pipe.read)
            heldOpen.append(pipe.write)
        }
        var captured: Int32?
        switch output {
        case .captured:
            let pipe = Self.pipe()
            posix_spawn_file_actions_adddup2(&actions, pipe.write, 1)
            closedInChild.append(pipe.write)
            captured = pipe.read
        case .path(let path):
            posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT, 0o600)
        case .closedPipe:
            let pipe = Self.pipe()
            posix_spawn_file_actions_adddup2(&actions, pipe.write, 1)
            closedInChild.append(pipe.write)
            close(pipe.read)
        case .unreadPipe:
            let pipe = Self.pipe()
            posix_spawn_file_actions_adddup2(&actions, pipe.write, 1)
            closedInChild.append(pipe.write)
            heldOpen.append(pipe.read)
        }
        let errors = Self.pipe()
        posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
        closedInChild.append(errors.write)
        // Sockets that other tests listen on would stay open as long as the process runs.
        for descriptor in 3...Self.highestDescriptor + 64 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // Nothing that the test process ignores or blocks is handed down.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        )

        var pid: pid_t = 0
        // env(1) changes the folder, which posix_spawn cannot portably do.
        let command = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [program] + arguments
        let failure = Self.withCStrings(command) { arguments in
            Self.withCStrings(environment) { environment in
                posix_spawn(&pid, command[0], &actions, &attributes, arguments, environment)
            }
        }
        for descriptor in closedInChild { close(descriptor) }
        precondition(failure == 0, "cannot start \(program): error \(failure)")
        return Started(
            pid: pid,
            feed: feed,
            heldOpen: heldOpen,
            output: captured,
            errors: errors.read
        )
    }

    /// Writes and reads in turns, so that neither side waits for the other for ever.
    private static func exchange(
        feed: (descriptor: Int32, bytes: [UInt8])?,
        output: Int32?,
        errors: Int32
    ) -> ([UInt8], [UInt8]) {
        var pending = ArraySlice(feed?.bytes ?? [])
        var feedDescriptor = feed?.descriptor ?? -1
        if feedDescriptor >= 0 {
            _ = fcntl(feedDescriptor, F_SETFL, fcntl(feedDescriptor, F_GETFL) | O_NONBLOCK)
        }
        var sources = [output ?? -1, errors]
        var results: [[UInt8]] = [[], []]
        while feedDescriptor >= 0 || sources.contains(where: { $0 >= 0 }) {
            if feedDescriptor >= 0, pending.isEmpty {
                close(feedDescriptor)
                feedDescriptor = -1
                continue
            }
            var polled = [
                pollfd(fd: sources[0], events: Int16(POLLIN), revents: 0),
                pollfd(fd: sources[1], events: Int16(POLLIN), revents: 0),
                pollfd(fd: feedDescriptor, events: Int16(POLLOUT), revents: 0),
            ]
            poll(&polled, 3, -1)
            for index in 0..<2 where sources[index] >= 0 && polled[index].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 1 << 16)
                let count = read(sources[index], &buffer, buffer.count)
                if count > 0 {
                    results[index] += buffer[..<count]
                } else {
                    close(sources[index])
                    sources[index] = -1
                }
            }
            if feedDescriptor >= 0, polled[2].revents != 0 {
                let count = pending.withUnsafeBytes {
                    send(pipe: feedDescriptor, bytes: $0)
                }
                pending = count < 0 ? [] : pending.dropFirst(count)
            }
        }
        return (results[0], results[1])
    }

    /// Writes what fits; negative when the reader is gone.
    private static func send(pipe: Int32, bytes: UnsafeRawBufferPointer) -> Int {
        signal(SIGPIPE, SIG_IGN)
        let count = write(pipe, bytes.baseAddress, min(bytes.count, 1 << 16))
        return count < 0 && errno == EAGAIN ? 0 : count
    }

    private static var highestDescriptor: Int32 {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return names?.compactMap { Int32($0) }.max() ?? 1024
    }

    private static func pipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        precondition(Glibc.pipe(&ends) == 0, "no pipe")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
