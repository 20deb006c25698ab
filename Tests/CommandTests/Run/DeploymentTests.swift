import Foundation
import Testing

/// The files for those who deploy martlet.
@Suite struct DeploymentTests {
    private static let folder = "\(Fixture.root)/docker"

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    }

    /// The settings inside of the DaemonSet's ConfigMap.
    private static func embeddedSettings() throws -> String {
        let lines = try text("kubernetes/daemonset.yaml")
            .split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("martlet.yml: |") })
        return lines[(start + 1)...].prefix { $0.hasPrefix("    ") }
            .map { String($0.dropFirst(4)) }.joined(separator: "\n") + "\n"
    }

    @Test func settingsAreSound() throws {
        let folder = TemporaryFolder()
        folder.write("live.yml", try Self.text("live/martlet.yml"))
        folder.write("daemonset.yml", try Self.embeddedSettings())
        #expect(folder.text("daemonset.yml").hasPrefix("run:\n"))
        for name in ["live.yml", "daemonset.yml"] {
            var process = MartletProcess("check", name)
            process.folder = folder.path
            let result = process.run()
            #expect(result.status == 0, "\(result.text)\(result.errors)")
        }
    }

    private static let hasValidator =
        MartletProcess.tool("/usr/bin/env", "python3", "-c", "import kubernetes_validate").status
        == 0

    /// By the schemas of Kubernetes itself.
    @Test(.enabled(if: hasValidator, "pip install kubernetes-validate"))
    func manifestsAreValid() {
        let script = """
            import sys, yaml, kubernetes_validate
            for document in yaml.safe_load_all(open(sys.argv[1])):
                kubernetes_validate.validate(document, '1.31', strict=True)
            """
        let result = MartletProcess.tool(
            "/usr/bin/env",
            "python3",
            "-c",
            script,
            "\(Self.folder)/kubernetes/daemonset.yaml"
        )
        #expect(result.status == 0, "\(result.errors)")
    }
}
