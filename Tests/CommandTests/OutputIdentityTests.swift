import Foundation
import Testing

/// The same bytes, however the work is divided and wherever the input comes from.
@Suite struct OutputIdentityTests {
    private let folder: TemporaryFolder = {
        let folder = Fixture.folder()
        var log = ""
        for number in 0..<6_000 {
            switch number % 50 {
            case 7: log += Fixture.shell("s\(number)") + "\n"
            case 23: log += Fixture.secret("s\(number)") + "\r\n"
            case 31: log += "{broken \(number)\n"
            case 40: log += "\n"
            default: log += Fixture.quiet("s\(number)") + "\n"
            }
        }
        folder.write("big.log", log + Fixture.shell("last, without a line feed"))
        return folder
    }()

    private func scan(_ arguments: String...) -> MartletProcess {
        var process = MartletProcess(arguments: ["scan", "-q", "-r", "rules"] + arguments)
        process.folder = folder.path
        return process
    }

    @Test func threadsDoNotShow() {
        let one = scan("--threads", "1", "big.log").run()
        #expect(one.status == 0)
        #expect(one.lines.count == 241)
        for threads in ["2", "7"] {
            #expect(scan("--threads", threads, "big.log").run().output == one.output)
        }
    }

    @Test func pipesDoNotShowButForTheName() {
        let file = scan("big.log").run()
        var process = scan("-")
        process.input = .bytes(folder.read("big.log"))
        let pipe = process.run()
        #expect(pipe.status == 0)
        #expect(
            Self.withoutNames(pipe.text, file: "-")
                == Self.withoutNames(file.text, file: "big.log")
        )
    }

    @Test(arguments: [("/usr/bin/gzip", "gz"), ("/usr/bin/zstd", "zst")])
    func archivesDoNotShowButForTheName(tool: String, suffix: String) {
        let name = "big.log.\(suffix)"
        let made = MartletProcess.tool(
            "/bin/sh",
            "-c",
            "\(tool) -c \(folder.file("big.log")) > \(folder.file(name))"
        )
        #expect(made.status == 0)
        let archive = scan(name).run()
        #expect(archive.status == 0)
        #expect(
            Self.withoutNames(archive.text, file: name)
                == Self.withoutNames(scan("big.log").run().text, file: "big.log")
        )
    }

    @Test func malformedLinesAreKeptInOrder() {
        let one = scan("--threads", "1", "--dead-letter", "one.log", "big.log").run()
        let seven = scan("--threads", "7", "--dead-letter", "seven.log", "big.log").run()
        #expect(one.output == seven.output)
        #expect(folder.text("one.log").hasPrefix("{broken 31\n{broken 81\n"))
        #expect(folder.read("one.log") == folder.read("seven.log"))
    }

    /// Signals without the name of their file; ids do not depend on it.
    private static func withoutNames(_ text: String, file: String) -> [String] {
        let name = #""source":{"file":"\#(file)","#
        return text.split(separator: "\n").map { line in
            let line = String(line)
            guard let range = line.range(of: name) else { return "no name" }
            return line.replacingCharacters(in: range, with: "")
        }
    }
}
