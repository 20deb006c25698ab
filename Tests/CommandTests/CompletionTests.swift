import Testing

/// The scripts that make shells complete the command line.
@Suite struct CompletionTests {
    private static func hasShell(_ shell: String) -> Bool {
        MartletProcess.tool("/usr/bin/env", shell, "-c", "exit 0").status == 0
    }

    private static func script(for shell: String) -> [UInt8] {
        let result = MartletProcess("--generate-completion-script", shell).run()
        #expect(result.status == 0)
        return result.output
    }

    private static func run(_ shell: String, _ text: String) -> MartletProcess.Result {
        let folder = TemporaryFolder()
        folder.write("martlet.\(shell)", script(for: shell))
        folder.write("rules/rule.yml", Fixture.shellRule)
        folder.write("rules/notes.txt", "")
        var process = MartletProcess(shell, "-c", text)
        process.program = "/usr/bin/env"
        process.folder = folder.path
        let binaries = MartletProcess.binary.split(separator: "/").dropLast()
        process.environment = [
            "PATH=/\(binaries.joined(separator: "/")):/usr/bin:/bin", "HOME=\(folder.path)",
        ]
        return process.run()
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func scriptsParse(shell: String) {
        #expect(Self.script(for: shell).count > 1_000)
        guard Self.hasShell(shell) else { return }
        let result = Self.run(shell, "\(shell) -n martlet.\(shell)")
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test(
        .enabled(if: hasShell("bash"), "bash is not installed"),
        arguments: [
            (["martlet", "sc"], ["scan", "schema"]),
            (["martlet", "test", "--format", "j"], ["json", "junit"]),
            (["martlet", "scan", "--fail-on", "hi"], ["high"]),
            (["martlet", "scan", "-r", "rules/"], ["rules/rule.yml"]),
            (["martlet", "coverage", "rules/"], ["rules/rule.yml"]),
            (["martlet", "schema", ""], ["log-source", "rule", "run", "test"]),
        ]
    )
    func bashCompletes(words: [String], expected: [String]) {
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let result = Self.run(
            "bash",
            """
            source martlet.bash
            COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count - 1)
            COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
            _martlet martlet '\(words[words.count - 1])' '\(words[words.count - 2])'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        )
        #expect(result.lines.map(String.init).sorted() == expected)
        #expect(result.errors.isEmpty)
    }

    @Test(.enabled(if: hasShell("fish"), "fish is not installed"))
    func fishCompletes() {
        let result = Self.run(
            "fish",
            """
            source martlet.fish
            complete -C 'martlet sc'
            complete -C 'martlet test --format j'
            complete -C 'martlet coverage rules/'
            """
        )
        let words = result.lines.map { $0.split(separator: "\t")[0] }
        #expect(words == ["scan", "schema", "json", "junit", "rules/rule.yml"])
    }
}
