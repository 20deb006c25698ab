extension ProcessingPipeline {
    /// The rule after all steps of the pipeline.
    ///
    /// - Returns: The rule, or `nil` after reporting why a step refuses it.
    package func applied(
        to rule: Rule,
        shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Rule? {
        applied(to: rule, as: .itself, shared, into: &log)
    }

    /// The filter after all steps of the pipeline.
    ///
    /// Steps see it as a rule of its log source, without the attributes that only rules have.
    ///
    /// - Returns: The filter, or `nil` after reporting why a step refuses it.
    package func applied(
        to filter: Filter,
        shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Filter? {
        var rule = Rule(
            title: filter.title,
            detection: filter.detection,
            location: filter.location
        )
        rule.id = filter.id
        rule.logSource = filter.logSource
        guard let processed = applied(to: rule, as: .filter, shared, into: &log) else {
            return nil
        }
        var result = filter
        result.detection = processed.detection
        result.logSource = processed.logSource
        return result
    }

    /// The fields that a correlation reads of a rule's events, by their names after all steps.
    ///
    /// Steps see the rule, but for a correlation: those that are for rules alone leave the fields as
    /// they are.
    ///
    /// - Parameters:
    ///   - fields: The fields by the names that the correlation gives them.
    ///   - rule: The rule as it was before the pipeline.
    /// - Returns: The fields, or `nil` if a step refuses correlations.
    func renamed(_ fields: [FieldReference], of rule: Rule) -> [FieldReference]? {
        // What else becomes of the rule is not of interest, and takes no share of the limits.
        var log = DiagnosticLog(file: SourceFile(path: rule.location.file, bytes: []))
        var processing = RuleProcessing(
            rule,
            role: .correlation,
            variables: variables,
            shared: ValueParser.Shared()
        )
        processing.readFields = fields
        do throws(RuleProcessing.Refused) {
            try processing.apply(items, into: &log)
            return processing.readFields
        } catch {
            return nil
        }
    }

    private func applied(
        to rule: Rule,
        as role: RuleProcessing.Role,
        _ shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Rule? {
        guard !items.isEmpty else { return rule }
        var processing = RuleProcessing(rule, role: role, variables: variables, shared: shared)
        do throws(RuleProcessing.Refused) {
            try processing.apply(items, into: &log)
            return processing.rule
        } catch {
            return nil
        }
    }
}
