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
        (
            "run: {output: '-', outputs: [{stdout: true}]}\n",
            "1:15: standard output is named by 'output' and in 'outputs'"
        ),
    ])
    func mistakesAreTold(text: String, message: String) {
        let (settings, messages) = read(text)
        #expect(settings == nil)
        #expect(messages == ["martlet.yml:" + message])
    }

    @Test func outputsHaveTheirSettings() throws {
        let (settings, messages) = read(
            """
            run:
                outputs:
                    - file: signals.ndjson
                      max-size: 100MiB
                      max-age: 1d
                      keep: 7
                    - webhook: https://siem.example/in
                      headers: {X-Source: a, X-Key: 'file:key'}
                      token: file:token
                      secret: env:SECRET
                      dead-letter: dead.ndjson
                      retry-for: 1m
                    - webhook: file:url
                      template: '{"text": "{{rule.title}}"}'
                      drop: true
                    - syslog: udp://[::1]
                      facility: authpriv
                    - stdout: true
                      format: table
            """,
            path: "etc/martlet.yml"
        )
        #expect(messages == [])
        let outputs = try #require(settings?.outputs)
        #expect(outputs.map(\.kind) == [.file, .webhook, .webhook, .syslog, .stdout])
        #expect(
            outputs.map(\.target) == [
                "etc/signals.ndjson", "https://siem.example/in", "file:etc/url", "udp://[::1]", "",
            ]
        )
        #expect(outputs[0].byteCount(.maxSize) == 100 << 20)
        #expect(outputs[0].seconds(.maxAge) == 86_400)
        #expect(outputs[0].count(.keep) == 7)
        #expect(outputs[1].headers.map(\.value) == ["a", "file:etc/key"])
        #expect(outputs[1][.token] == "file:etc/token")
        #expect(outputs[1][.secret] == "env:SECRET")
        #expect(outputs[1][.deadLetter] == "etc/dead.ndjson")
        #expect(outputs[2].template?.pieces.count == 3)
        #expect(outputs[2].isSet(.drop))
        #expect(outputs[4][.format] == "table")
    }

    @Test(arguments: [
        ("file: a", "1:16: 'outputs' must be a list, not a map"),
        ("[a]", "1:17: an output must be a map, not a string"),
        ("[{format: ocsf}]", "1:17: an output does not say what it is"),
        ("[{file: a, webhook: 'https://a'}]", "1:17: an output is two things at once"),
        ("[{file: a, form: json}]", "1:27: unknown key 'form' in an output of 'file'"),
        ("[{webhook: 'ftp://a'}]", "1:27: an address must begin with https:// or http://"),
        (
            "[{webhook: 'https://u:p@a'}]",
            "1:27: an address must not hold a password; use 'headers' or 'token'"
        ),
        ("[{syslog: 'tcp://a:0'}]", "1:26: a port is a number from 1 to 65535"),
        ("[{syslog: 'tcp://::1'}]", "1:26: an IPv6 address stands in brackets"),
        ("[{webhook: 'https://a', token: abc}]", "1:47: 'token' must not stand in the file"),
        ("[{webhook: 'https://a', template: '{{a}}'}]", "1:50: signals have no 'a'"),
        ("[{webhook: 'https://a', headers: {a b: c}}]", "1:50: this is no name of a header"),
        (
            "[{webhook: 'https://a', drop: true, dead-letter: a}]",
            "1:46: 'drop' and 'dead-letter' exclude each other"
        ),
        (
            "[{webhook: 'https://a', format: table}]",
            "1:48: a table is for people: files and standard output"
        ),
        ("[{file: a, keep: 3}]", "1:33: 'keep' needs 'max-size' or 'max-age'"),
        ("[{stdout: false}]", "1:26: 'stdout' must be true, not 'false'"),
        (
            "[{stdout: true}, {file: a}, {stdout: true, format: table}]",
            "1:44: standard output is named twice"
        ),
        (
            "[{file: a, max-age: 1d, keep: 9223372036854775807}]",
            "1:46: 'keep' must be from 1 to 10000, not '9223372036854775807'"
        ),
        ("[{file: a, max-age: 0s}]", "1:36: 'max-age' must be from 1s to 3650d, not '0s'"),
        ("[{webhook: 'http://a', timeout: 0s}]", "1:48: 'timeout' must be from 1s to 1h, not '0s'"),
        ("[{syslog: 'tcp://a', timeout: 2h}]", "1:46: 'timeout' must be from 1s to 1h, not '2h'"),
        (
            "[{webhook: 'https://a', template: '{{rule title}}'}]",
            "1:50: '{{rule title}}' has a blank in it"
        ),
    ])
    func mistakesInOutputsAreTold(outputs: String, message: String) {
        let text =
            outputs.hasPrefix("[")
            ? "run: {outputs: \(outputs)}\n" : "run: {outputs: {\(outputs)}}\n"
        let (settings, messages) = read(text)
        #expect(settings == nil)
        #expect(messages == ["martlet.yml:" + message])
    }

    @Test(arguments: [
        ("https://a", "https", "a", 443, "/", "https://a"),
        ("HTTP://A.b:81/x?y=z#f", "http", "A.b", 81, "/x?y=z", "http://A.b:81"),
        (
            "https://[2001:db8::1]:8443?q", "https", "2001:db8::1", 8_443, "/?q",
            "https://[2001:db8::1]:8443"
        ),
        ("tls://a", "tls", "a", 6_514, "", "tls://a"),
        ("udp://a:514/", "udp", "a", 514, "", "udp://a"),
    ])
    func addressesAreTakenApart(
        text: String,
        scheme: String,
        host: String,
        port: Int,
        target: String,
        shown: String
    ) throws {
        let address = try OutputAddress(text, schemes: [scheme])
        #expect(address.scheme == scheme)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.target == target)
        #expect(address.shown == shown)
    }
}
