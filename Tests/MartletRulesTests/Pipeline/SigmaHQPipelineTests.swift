import MartletRules
import Testing

/// A pipeline like those that users have: SigmaHQ's process rules read the fields of the Elastic
/// Common Schema.
@Suite struct SigmaHQPipelineTests {
    private static let pipeline = """
        priority: 20
        transformations:
            - id: names
              type: field_name_mapping
              mapping:
                  Image: process.executable
                  CommandLine: process.command_line
                  ParentImage: process.parent.executable
                  ParentCommandLine: process.parent.command_line
                  CurrentDirectory: process.working_directory
                  OriginalFileName: process.pe.original_file_name
                  User: [user.name, winlog.event_data.User]
              rule_conditions:
                  - {type: logsource, category: process_creation, product: windows}
            - type: hashes_fields
              valid_hash_algos: [MD5, SHA1, SHA256, IMPHASH]
              field_prefix: process.hash.
              field_name_conditions:
                  - {type: include_fields, fields: [Hashes]}
            - type: add_condition
              conditions: {event.category: process}
            - {type: change_logsource, product: windows, service: ecs}
        """

    @Test(
        .enabled(
            if: SigmaHQCorpus.corpora != nil,
            "set MARTLET_CORPORA to the folder that holds sigmahq-rules.tar.xz"
        )
    )
    func rulesReadTheFieldsOfAnotherModel() throws {
        let corpus = try SigmaHQCorpus()
        var loader = RuleLoader()
        loader.load(pipelineSource: Array(Self.pipeline.utf8), file: "ecs.yml")
        loader.load(path: corpus.folder + "/rules/windows/process_creation")
        let loaded = loader.finish()
        try corpus.remove()

        #expect(loaded.rejected.map(\.reason.message) == [])
        #expect(loaded.ruleSet.rules.count > 1_000)
        let mapped: Set = [
            "Image", "CommandLine", "ParentImage", "ParentCommandLine", "CurrentDirectory",
            "OriginalFileName", "User", "Hashes",
        ]
        for rule in loaded.ruleSet.rules {
            let paths = PipelineSource.items(of: rule).compactMap(\.field).flatMap(\.paths)
            let names = paths.map(\.description)
            #expect(mapped.isDisjoint(with: names), "\(rule.location)")
            #expect(names.contains("event.category"), "\(rule.location)")
            #expect(rule.logSource == LogSource(product: "windows", service: "ecs"))
        }
    }
}
