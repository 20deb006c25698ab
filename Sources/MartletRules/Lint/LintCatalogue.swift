/// All lints, in the order of their numbers.
package enum LintCatalogue {
    static let documentLints: [any DocumentLint.Type] = [
        MissingID.self,
        IDForm.self,
        TitleForm.self,
        TitleSpacing.self,
        MissingDescription.self,
        MissingLevel.self,
        MissingAuthor.self,
        DateForm.self,
        DateOrder.self,
        ReferenceForm.self,
        DuplicateReference.self,
        TagNamespace.self,
        TagSpelling.self,
        UnknownAttackTag.self,
        DuplicateTag.self,
        FalsePositiveForm.self,
        RelatedForm.self,
        RelatedToItself.self,
        FileName.self,
        UnknownLicense.self,
        UnheardMessage.self,
    ]

    static let ruleLints: [any RuleLint.Type] = [
        EscapedWildcard.self,
        RedundantWildcard.self,
        WildcardOperator.self,
        PlainRegex.self,
        RegexEnds.self,
        RegexMatchesEverything.self,
        UnescapedDot.self,
        CasedWithoutLetters.self,
        DuplicateValue.self,
        CoveredValue.self,
        WholeNetwork.self,
        SpacesAroundValue.self,
        InvisibleCharacter.self,
        MixedScripts.self,
        UnexpandedPlaceholder.self,
        ShortFragment.self,
        WindashWithoutDash.self,
        FieldComparedWithItself.self,
        NeverHolds.self,
        AlwaysHolds.self,
        NeedsArray.self,
        DoubleNegation.self,
        MatchesEmptyEvent.self,
        RedundantParentheses.self,
        SingleSelection.self,
        RepeatedOperand.self,
        DuplicateSelection.self,
        FilterAmongThem.self,
        PositiveFilter.self,
        MixedOperators.self,
        RepeatedCondition.self,
        UnknownField.self,
        ImpossibleValue.self,
        ConnectVerb.self,
        AuditLevelTested.self,
        UnauthorizedComplete.self,
        ConnectEnd.self,
        ConnectBody.self,
        CoreGroup.self,
        ResourceName.self,
        SubresourceInResource.self,
        ForgeableExclusion.self,
        AgentAlone.self,
        FlattenedField.self,
        AnnotationKey.self,
        ReceivedWithoutResponse.self,
        StageLeftOpen.self,
        ServiceAccountName.self,
        FirstAddress.self,
        EmptyList.self,
    ]

    static let correlationLints: [any CorrelationLint.Type] = [
        UnknownCorrelatedField.self,
        ComparisonAlwaysHolds.self,
        ComparisonNeverHolds.self,
        TemporalOverOneRule.self,
        LongTimespan.self,
        UnusedAlias.self,
        ForeignAlias.self,
        MissingGroup.self,
        IdleReference.self,
    ]

    static let ruleSetLints: [any RuleSetLint.Type] = [
        DuplicateTitle.self,
        IdenticalRules.self,
        SubsumedRule.self,
    ]

    static let listLints: [any ListLint.Type] = [
        UnreadList.self
    ]

    private static let suppressionLints: [any Lint.Type] = [
        UnusedSuppression.self,
        UnknownSuppression.self,
    ]

    /// A lint's code with its level, in the order of the numbers.
    package static let entries: [(code: DiagnosticCode, level: Diagnostic.Severity)] = {
        let ofDocuments: [any Lint.Type] = documentLints + ruleLints + correlationLints
        let lints = ofDocuments + ruleSetLints + listLints + suppressionLints
        return lints.map { ($0.code, $0.level) }.sorted { $0.code.number < $1.code.number }
    }()

    /// Whether a code is a lint's, not the parser's and not one of audit policies.
    package static func isLint(_ code: DiagnosticCode) -> Bool {
        (200..<400).contains(code.number)
    }
}

extension DiagnosticCode {
    /// The page that explains the code, below the root of the project's repository.
    package var page: String {
        if LintCatalogue.isLint(self) { return "docs/lints/\(self).md" }
        return number < 400 ? "docs/diagnostics.md" : "docs/policy.md"
    }
}
