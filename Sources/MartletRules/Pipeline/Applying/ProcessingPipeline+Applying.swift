extension ProcessingPipeline {
    /// The rule after all steps of the pipeline.
    ///
    /// - Returns: The rule, or `nil` after reporting why a step refuses it.
    package func applied(
        to rule: Rule,
        shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Rule? {
        applied(to: rule, isFilter: false, shared, into: &log)
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
        guard let processed = applied(to: rule, isFilter: true, shared, into: &log) else {
            return nil
        }
        var result = filter
        result.detection = processed.detection
        result.logSource = processed.logSource
        return result
    }

    private func applied(
        to rule: Rule,
        isFilter: Bool,
        _ shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Rule? {
        guard !items.isEmpty else { return rule }
        var processing = RuleProcessing(
            rule,
            isFilter: isFilter,
            variables: variables,
            shared: shared
        )
        do throws(RuleProcessing.Refused) {
            try processing.apply(items, into: &log)
            return processing.rule
        } catch {
            return nil
        }
    }
}
