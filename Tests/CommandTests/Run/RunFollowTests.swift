import Glibc
import Testing

/// `martlet run` reads files as they grow.
@Suite struct RunFollowTests {
    @Test func signalsComeWhileTheFileGrows() throws {
        let folder = RunFixture.folder()
        let log = folder.path + "/audit.log"
        let result = RunFixture.process(folder, "--follow", "audit.log*").run { pid in
            for number in 1...5 {
                RunFixture.append(RunFixture.event(number), to: log)
                #expect(
                    RunFixture.wait { (try? RunFixture.found(in: folder).count) == number }
                )
                if number == 3 { rename(log, log + ".1") }
            }
            kill(pid, SIGINT)
        }
        #expect(result.status == 130)
        #expect(try RunFixture.found(in: folder).map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test func settingsMayStandInAFile() throws {
        let folder = RunFixture.folder()
        folder.write(
            "martlet.yml",
            """
            run:
                rules: rules.yml
                follow: audit*.log
                output: out.ndjson
                include-event: true
                state: state
                quiet: true
            """
        )
        for run in 1...2 {
            RunFixture.append(RunFixture.event(run), to: folder.path + "/audit.log")
            var process = MartletProcess("run", "--config", folder.path + "/martlet.yml")
            process.folder = "/"
            let result = process.run { pid in
                #expect(RunFixture.wait { (try? RunFixture.found(in: folder).count) == run })
                kill(pid, SIGTERM)
            }
            #expect(result.status == 143)
            #expect(result.errors == "")
        }
        #expect(try RunFixture.found(in: folder).map(\.number) == [1, 2])
    }

    @Test(arguments: [
        ("run: {rulez: a}", "martlet.yml:1:7: error: unknown key 'rulez' in 'run' [M127]"),
        ("rules: a", "martlet.yml:1:1: error: the file has no 'run' [M127]"),
    ])
    func aBrokenFileOfSettingsEndsTheRun(text: String, message: String) {
        let folder = RunFixture.folder()
        folder.write("martlet.yml", text + "\n")
        var process = MartletProcess("run", "--config", "martlet.yml")
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains(message))
        var check = MartletProcess("check", "martlet.yml")
        check.folder = folder.path
        if text.contains("run:") {
            let checked = check.run()
            #expect(checked.status == 2)
            #expect((checked.text + checked.errors).contains(message))
        }
    }

    /// Every setting is an option, and every option may be a setting.
    @Test func settingsAreOptions() {
        let help = MartletProcess("run", "--help").run().text
        let schema = MartletProcess("schema", "run").run().text
        let options = help.split(separator: "\n").compactMap {
            $0.firstMatch(of: /^ {2}(?:-[a-z], )?--([a-z-]+)/).map { String($0.1) }
        }
        #expect(options.count > 30)
        for option in options {
            // What is said to a shell: how the run was started, and how it is to end.
            if ["config", "ack-fd", "fail-on", "version", "help"].contains(option) { continue }
            #expect(schema.contains("\"\(option)\""), "\(option)")
        }
    }
}
