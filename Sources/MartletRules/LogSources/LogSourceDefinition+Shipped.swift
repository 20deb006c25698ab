extension LogSourceDefinition {
    /// The definitions that are part of martlet, from `rulesets/log-sources`.
    ///
    /// A definition of the same name that the user loads takes the place of one of these.
    package static let shipped: [LogSourceDefinition] = {
        var log = DiagnosticLog(
            file: SourceFile(
                path: "kubernetes-audit.yml",
                bytes: PackageResources.kubernetes_audit_yml
            )
        )
        var parser = YAMLParser()
        let documents = parser.parse(log.file, into: &log) ?? []
        let reader = LogSourceDefinitionParser(shared: ValueParser.Shared())
        let definitions = documents.compactMap { reader.definition($0, into: &log) }
        precondition(log.diagnostics.isEmpty && definitions.count == 1, "\(log.diagnostics)")
        return definitions
    }()
}
