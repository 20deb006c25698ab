import MartletRules
import Testing

/// Documents with settings of `martlet run`.
@Suite struct RunSettingsTests {
    private func read(
        _ text: String,
        path: String = "martlet.yml"
    ) -> (settings: RunSettings?, messages: [String]) {
        let file = SourceFile(path: path, bytes: Array(text.utf8))
        var log = DiagnosticLog(file: file)
        let settings = RunSettingsParser().settings(file, into: &log)
        return (settings, log.diagnostics.map { "\($0.location): \($0.message)" })
    }

    @Test func settingsAreArguments() {
        let (settings, messages) = read(
            """
            run:
                rules: [rulesets, /etc/more]
                follow: /var/log/audit*.log
                from: end
                line-limit: 1MiB
                allowed-lateness: 5m
                threads: 4
                durable: true
                quiet: false
                output: null
                time-zone: -02:00
            """,
            path: "etc/martlet.yml"
        )
        #expect(messages == [])
        #expect(
            settings?.arguments == [
                "--rules=etc/rulesets", "--rules=/etc/more", "--follow=/var/log/audit*.log",
                "--from=end", "--line-limit=1MiB", "--allowed-lateness=5m", "--threads=4",
                "--durable", "--time-zone=-02:00",
            ]
        )
    }

    @Test func documentsOfOtherKindsStandBeside() {
        let (settings, _) = read("lists: {a: [x]}\n---\nrun: {rules: a}\n")
        #expect(settings?.arguments == ["--rules=a"])
    }

    @Test(arguments: [
        ("a: 1\n", "1:1: the file has no 'run'"),
        ("run: {}\n---\nrun: {}\n", "3:1: the file has more than one 'run'"),
        ("run: [a]\n", "1:1: 'run' must be a map, not a list"),
        ("run: {rulez: a}\n", "1:7: unknown key 'rulez' in 'run'"),
        ("run: {rules: {a: b}}\n", "1:14: 'rules' must be a text, not a map"),
        ("run: {threads: many}\n", "1:16: 'threads' must be a number from 1 on, not 'many'"),
        (
            "run: {line-limit: 1 lot}\n",
            "1:19: 'line-limit' must be a size, such as 16MiB, not '1 lot'"
        ),
        ("run: {from: start}\n", "1:13: 'from' must be one of beginning, end, not 'start'"),
        ("run: {durable: 1}\n", "1:16: 'durable' must be true or false, not '1'"),
        ("run: {rules: a}\nother: 1\n", "2:1: unknown key 'other' beside 'run'"),
    ])
    func mistakesAreTold(text: String, message: String) {
        let (settings, messages) = read(text)
        #expect(settings == nil)
        #expect(messages == ["martlet.yml:" + message])
    }
}
