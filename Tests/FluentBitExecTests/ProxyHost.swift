import Foundation
import Glibc

/// Runs the plugin in a stand-in for fluent-bit, `Tests/FluentBitHost/proxyhost.c`.
struct ProxyHost {
    /// What a run left.
    struct Result {
        let status: Int32
        /// What the host counted and measured, by name.
        let numbers: [String: Int]
        let output: String
        let errors: String
    }

    /// A program that could not be built or started.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    var threads = 1
    var attempts = 100
    /// How often the list of chunks is handed over.
    var times = 1

    private static let hostFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "FluentBitHost")

    /// The plugin that `MARTLET_EXEC_PLUGIN` names, or the one that was built with the tests.
    static let plugin: String = {
        if let path = ProcessInfo.processInfo.environment["MARTLET_EXEC_PLUGIN"] { return path }
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "libmartlet-exec.so").path
    }()

    /// Whether the plugin is what `make plugin` builds.
    static let isShipped = ProcessInfo.processInfo.environment["MARTLET_EXEC_PLUGIN"] != nil

    /// Whether the plugin is optimised; code that is not takes more stack.
    static let isOptimised: Bool = {
        #if DEBUG
        return isShipped
        #else
        return true
        #endif
    }()

    /// The command that keeps events, acknowledges batches and fails when told to.
    static func child(_ output: String, fault: String = "") -> String {
        "python3 '\(hostFolder.appending(path: "child.py").path)' '\(output)' \(fault)"
    }

    /// Hands chunks to the plugin.
    ///
    /// - Parameters:
    ///   - folder: where chunks and results are kept.
    ///   - settings: the keys of the output's section.
    ///   - chunks: in their order.
    /// - Returns: what the host said.
    /// - Throws: if the host cannot be run.
    func run(
        in folder: Scratch,
        _ settings: [String: String],
        chunks: [[UInt8]]
    ) throws -> Result {
        let paths = try chunks.enumerated().map { index, chunk in
            try folder.write("chunk\(index)", chunk)
        }
        let pairs = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let (status, output, errors) = try Self.start(
            try Self.executable.get(),
            ["-t", "\(threads)", "-a", "\(attempts)", "-p", "100", "-n", "\(times)", Self.plugin]
                + pairs + ["--"] + paths,
            in: folder
        )
        var numbers: [String: Int] = [:]
        for word in output.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: "=")
            if parts.count == 2 { numbers[String(parts[0])] = Int(parts[1]) }
        }
        return Result(status: status, numbers: numbers, output: output, errors: errors)
    }

    /// Runs a program to its end, found in `PATH`.
    static func start(
        _ program: String,
        _ arguments: [String],
        in folder: Scratch
    ) throws -> (status: Int32, output: String, errors: String) {
        // Files, not pipes: a process that outlives the program could hold those open.
        let (output, errors) = (try folder.write("stdout", []), try folder.write("stderr", []))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, folder.text("stdout"), folder.text("stderr"))
    }

    /// Compiled once, by the toolchain's compiler or another one.
    private static let executable = Swift.Result<String, any Error> {
        let folder = try Scratch()
        let program = folder.path("proxyhost")
        let source = hostFolder.appending(path: "proxyhost.c").path
        var messages = ""
        for compiler in ["clang", "cc"] {
            let (status, _, errors) = try start(
                compiler,
                ["-O1", "-Wall", "-Werror", "-pthread", "-o", program, source, "-ldl"],
                in: folder
            )
            guard status != 0 else {
                // Kept until the tests end.
                _ = Unmanaged.passRetained(folder)
                return program
            }
            messages += errors
        }
        throw Failure(description: "proxyhost.c: \(messages)")
    }
}
