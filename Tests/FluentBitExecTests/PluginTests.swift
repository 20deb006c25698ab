import Foundation
import Testing

/// The plugin as fluent-bit runs it, with commands that fail.
@Suite struct PluginTests {
    /// Two chunks of 2 MB, more than a pipe holds.
    private static let eventsPerChunk = 1000
    private static let chunks = [0, 1].map { index in
        MessagePackBytes.log(
            (index * eventsPerChunk)..<((index + 1) * eventsPerChunk),
            padding: 2000
        )
    }
    private static let numbers = Array(0..<(2 * eventsPerChunk))

    /// The numbers of the events that a command kept; -1 for a torn line.
    private static func received(_ folder: Scratch, _ name: String = "out") -> [Int] {
        folder.text(name).split(separator: "\n").map { line in
            guard line.hasPrefix(#"{"n":"#), line.hasSuffix(#"x"}"#), line.count > 2000 else {
                return -1
            }
            return Int(line.dropFirst(5).prefix { $0.isNumber }) ?? -1
        }
    }

    private static func startCount(_ folder: Scratch) -> Int {
        folder.text("out.pids").split(separator: "\n").count
    }

    private static func settings(
        _ folder: Scratch,
        fault: String = "",
        timeout: Int = 10_000
    ) -> [String: String] {
        [
            "command": ProxyHost.child(folder.path("out"), fault: fault),
            "write_timeout_ms": "\(timeout)", "term_grace_ms": "300",
        ]
    }

    private static func expectSmallStack(_ result: ProxyHost.Result) {
        // Where it is not optimised, the guard below 24 KiB has to do.
        let limit = ProxyHost.isOptimised ? 12 << 10 : 24 << 10
        #expect((1...limit).contains(result.numbers["stack"] ?? 0))
    }

    @Test func eventsArriveOnceAndInOrder() throws {
        let folder = try Scratch()
        let result = try ProxyHost().run(in: folder, Self.settings(folder), chunks: Self.chunks)
        #expect(result.output.hasPrefix("name=exec ok=2 retry=0 error=0 "))
        #expect(result.status == 0)
        #expect(Self.received(folder) == Self.numbers)
        #expect(result.errors.contains("ack on, raw_key log"))
        #expect(result.errors.contains("delivered 2000 events in 2 batches"))
        #expect(result.errors.contains("the command exited with status 0"))
        Self.expectSmallStack(result)
    }

    /// Whatever a command does, nothing is missing, and none gets a line that is torn.
    @Test(arguments: [
        ("kill 300", "was ended by signal 9"),
        ("kill 1999", "was ended by signal 9"),
        ("kill 2000", "was ended by signal 9"),
        ("exit 1500", "exited with status 7"),
        ("stall 100", "did not read a batch within 2000 ms; it was ended by signal 15"),
        ("hang 100", "did not read a batch within 2000 ms; it was ended by signal 9"),
        ("hang 1000", "did not acknowledge a batch within 2000 ms"),
    ])
    func aCommandThatFailsIsReplaced(_ fault: String, _ message: String) throws {
        let folder = try Scratch()
        let result = try ProxyHost().run(
            in: folder,
            Self.settings(folder, fault: fault, timeout: 2000),
            chunks: Self.chunks
        )
        #expect(result.numbers["ok"] == 2)
        #expect(result.numbers["error"] == 0)
        #expect((result.numbers["retry"] ?? 0) >= 1)
        let received = Self.received(folder)
        #expect(!received.contains(-1))
        #expect(Set(received).sorted() == Self.numbers)
        #expect(Self.startCount(folder) >= 2)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.errors.contains("it is started again in 1 s"))
        Self.expectSmallStack(result)
    }

    @Test(arguments: [
        ("never-ack", "did not acknowledge a batch within 2000 ms"),
        ("wrong-ack", "what is no acknowledgement of the batch it was given"),
    ])
    func whatIsNotAcknowledgedIsNotDelivered(_ fault: String, _ message: String) throws {
        let folder = try Scratch()
        let result = try ProxyHost(attempts: 2).run(
            in: folder,
            Self.settings(folder, fault: fault, timeout: 2000),
            chunks: [MessagePackBytes.log(0..<10, padding: 10)]
        )
        #expect(result.output.hasPrefix("name=exec ok=0 retry=2 error=0 "))
        #expect(result.errors.contains(message))
        #expect(result.errors.contains("delivered 0 events"))
    }

    /// The command has not seen all of the batch when it says that it is done.
    @Test func anAcknowledgementThatIsEarlyIsNone() throws {
        let folder = try Scratch()
        let result = try ProxyHost(attempts: 1).run(
            in: folder,
            Self.settings(folder, fault: "early-ack"),
            chunks: [Self.chunks[0]]
        )
        #expect(result.output.hasPrefix("name=exec ok=0 retry=1 error=0 "))
        #expect(result.errors.contains("what is no acknowledgement of the batch it was given"))
    }

    @Test func aCommandThatCannotBeStartedIsToldAtOnce() throws {
        let folder = try Scratch()
        for command in ["/nonexistent/martlet run", folder.path("")] {
            let result = try ProxyHost().run(in: folder, ["command": command], chunks: [])
            #expect(result.output == "init failed\n")
            #expect(result.errors.contains("[error] [martlet-exec] cannot start '/"))
        }
        let result = try ProxyHost().run(in: folder, ["ack": "on"], chunks: [])
        #expect(result.output == "init failed\n")
        #expect(result.errors.contains("'command' is missing"))
    }

    @Test func aCommandThatVanishesIsLookedForAgain() throws {
        let folder = try Scratch()
        let script = try folder.write("vanishing", Array("#!/bin/sh\nrm -- \"$0\"\n".utf8))
        #expect(chmod(script, 0o700) == 0)
        let result = try ProxyHost(attempts: 15).run(
            in: folder,
            ["command": script],
            chunks: [MessagePackBytes.log(0..<3, padding: 1)]
        )
        #expect(result.output.hasPrefix("name=exec ok=0 retry=15 error=0 "))
        #expect(result.errors.contains("exited with status 0"))
        #expect(result.errors.contains("cannot start '\(script)': No such file or directory"))
        #expect(result.errors.contains("next try in 2 s"))
        Self.expectSmallStack(result)
    }

    @Test func threadsTakeTurns() throws {
        let folder = try Scratch()
        let chunks = (0..<6).map {
            MessagePackBytes.log(($0 * 100)..<($0 * 100 + 100), padding: 2000)
        }
        let result = try ProxyHost(threads: 3, times: 5).run(
            in: folder,
            Self.settings(folder),
            chunks: chunks
        )
        #expect(result.output.hasPrefix("name=exec ok=30 retry=0 error=0 "))
        let received = Self.received(folder)
        #expect(received.count == 3000)
        // Whole chunks, whatever their order.
        for start in stride(from: 0, to: received.count, by: 100) {
            let first = received[start]
            #expect(Array(received[start..<(start + 100)]) == Array(first..<(first + 100)))
        }
        #expect(Self.startCount(folder) == 1)
    }

    @Test func threadsSurviveACommandThatDoesNot() throws {
        let folder = try Scratch()
        let result = try ProxyHost(threads: 3).run(
            in: folder,
            Self.settings(folder, fault: "kill 1200"),
            chunks: Self.chunks
        )
        #expect(result.numbers["ok"] == 2)
        #expect(Set(Self.received(folder)).sorted() == Self.numbers)
    }

    @Test func aMalformedChunkIsRefusedAlone() throws {
        let folder = try Scratch()
        let good = MessagePackBytes.log(0..<3, padding: 2000)
        let result = try ProxyHost().run(
            in: folder,
            Self.settings(folder),
            chunks: [good, Array(good.dropLast(5)), [0xC1], [], good]
        )
        // A chunk without events has nothing to deliver.
        #expect(result.output.hasPrefix("name=exec ok=3 retry=0 error=2 "))
        #expect(Self.received(folder) == [0, 1, 2, 0, 1, 2])
        #expect(result.errors.contains("refused 2 chunks"))
    }

    /// Whatever is in a chunk, the stack of a coroutine is enough.
    @Test func everyChunkFitsOnTheStack() throws {
        let folder = try Scratch()
        let settings = Self.settings(folder).merging(["date_key": "date", "tag_key": "tag"]) { $1 }
        let result = try ProxyHost().run(
            in: folder,
            settings,
            chunks: EncodingCase.all.map(\.chunk)
                + [MessagePackBytes.event("deep", MessagePackBytes.nested(2000))]
        )
        let malformed = EncodingCase.all.count { $0.lines == nil }
        #expect(result.numbers["ok"] == EncodingCase.all.count - malformed + 1)
        #expect(result.numbers["error"] == malformed)
        Self.expectSmallStack(result)
    }

    @Test func aCommandThatDoesNotEndIsEnded() throws {
        let folder = try Scratch()
        let result = try ProxyHost().run(
            in: folder,
            Self.settings(folder, fault: "ignore-term"),
            chunks: [MessagePackBytes.log(0..<3, padding: 2000)]
        )
        #expect((result.numbers["exit_ms"] ?? .max) < 5000)
        #expect(result.errors.contains("the command was ended by signal 9"))
        let process = Int32(folder.text("out.pids").prefix { $0.isNumber }) ?? 0
        #expect(process > 0 && kill(process, 0) == -1)
    }

    /// A command begins as from a shell: no signal ignored or blocked, no descriptor of the host's, a
    /// group of its own.
    @Test func aCommandInheritsNothing() throws {
        let folder = try Scratch()
        let seen = try ProxyHost().run(
            in: folder,
            ["command": "cat /proc/self/status /proc/self/stat"],
            chunks: []
        ).output.split(separator: "\n")
        // The two signals that are the C library's own, 32 and 33, are ignored by `posix_spawn` itself.
        let librarySignals: UInt64 = 0b11 << 31
        for mask in ["SigBlk", "SigIgn"] {
            let line = seen.first { $0.hasPrefix("\(mask):\t") }
            let bits = line.flatMap { UInt64($0.dropFirst(mask.count + 2), radix: 16) }
            #expect(bits.map { $0 & ~librarySignals } == 0, "\(mask)")
        }
        // Process, name, state, parent, group.
        let stat = seen.first { $0.contains(" (cat) ") }?.split(separator: " ")
        #expect(stat.map { $0[0] == $0[4] } == true)

        let descriptors = try ProxyHost().run(
            in: folder,
            ["command": "ls /proc/self/fd"],
            chunks: []
        ).output.split(separator: "\n").compactMap { Int($0) }
        // The last one is that of the folder.
        #expect(descriptors == [0, 1, 2, 3, 4])
    }

    @Test(arguments: [("inherit", "said\n", ""), ("stderr", "", "said\n"), ("null", "", "")])
    func standardOutputGoesWhereItShall(_ value: String, _ output: String, _ errors: String) throws
    {
        let folder = try Scratch()
        let result = try ProxyHost().run(
            in: folder,
            ["command": "sh -c 'echo said; cat >/dev/null'", "stdout": value, "ack": "off"],
            chunks: [MessagePackBytes.log(0..<3, padding: 1)]
        )
        #expect(result.output.contains("ok=1"))
        #expect(result.output.contains("said\n") == !output.isEmpty)
        #expect(result.errors.contains("said\n") == !errors.isEmpty)
    }

    @Test func withoutAcknowledgementsThereAreOnlyEvents() throws {
        let folder = try Scratch()
        let result = try ProxyHost().run(
            in: folder,
            ["command": "sh -c 'cat > \"$0\"' '\(folder.path("out"))'", "ack": "off"],
            chunks: Self.chunks
        )
        #expect(result.output.hasPrefix("name=exec ok=2 retry=0 error=0 "))
        #expect(Self.received(folder) == Self.numbers)
    }

    /// The command that the document shows does what it says.
    @Test func theDocumentedCommandWorks() throws {
        let document = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/fluent-bit.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        let block = text.split(separator: "```python\n").last
        let program = try #require(block?.split(separator: "```").first)
        let folder = try Scratch()
        let path = try folder.write("feed.py", Array(program.utf8))
        let chunk = MessagePackBytes.log(0..<3, padding: 1)
        let result = try ProxyHost().run(
            in: folder,
            ["command": "python3 \(path)"],
            chunks: [chunk, chunk]
        )
        let lines = (0..<3).map { #"{"n":\#($0),"pad":"x"}"# + "\n" }.joined()
        #expect(result.output.hasPrefix(lines + lines + "name=exec ok=2 retry=0 error=0 "))
    }

    /// What is shipped shows four functions and needs nothing of Swift.
    @Test(.enabled(if: ProxyHost.isShipped, "MARTLET_EXEC_PLUGIN names no plugin as it is shipped"))
    func theShippedPluginStandsAlone() throws {
        let folder = try Scratch()
        let (_, symbols, _) = try ProxyHost.start(
            "nm",
            ["-D", "--defined-only", "--extern-only", ProxyHost.plugin],
            in: folder
        )
        let names = symbols.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        #expect(
            names.sorted() == [
                "FLBPluginExitCtx", "FLBPluginFlushCtx", "FLBPluginInit", "FLBPluginRegister",
            ]
        )
        let (_, dynamic, _) = try ProxyHost.start("readelf", ["-d", ProxyHost.plugin], in: folder)
        #expect(dynamic.contains("BIND_NOW"))
        #expect(!dynamic.contains("swift"))
    }

    private static let fluentBit = ProcessInfo.processInfo.environment["FLUENT_BIT"]

    @Test(.enabled(if: fluentBit != nil, "FLUENT_BIT names no fluent-bit to try"))
    func fluentBitDeliversAFile() throws {
        let folder = try Scratch()
        let lines = (0..<5000).map {
            #"{"n":\#($0),"text":"\#(String(repeating: "é", count: 200))"}"#
        }
        let text = lines.joined(separator: "\n") + "\n"
        let input = try folder.write("input.log", Array(text.utf8))
        let (status, _, errors) = try ProxyHost.start(
            Self.fluentBit ?? "",
            [
                "-f", "0.2", "-e", ProxyHost.plugin,
                "-i", "tail", "-p", "path=\(input)", "-p", "read_from_head=on",
                "-p", "exit_on_eof=on", "-p", "buffer_chunk_size=256k", "-p", "buffer_max_size=10M",
                "-o", "exec", "-p", "match=*", "-p", "workers=1", "-p", "retry_limit=no_limits",
                "-p", "command=\(ProxyHost.child(folder.path("out"), fault: "kill 2500"))",
            ],
            in: folder
        )
        #expect(status == 0, "\(errors)")
        let received = folder.text("out").split(separator: "\n").map(String.init)
        #expect(Set(received) == Set(lines))
    }
}
