/// Finds what each correlation refers to, once everything is loaded.
///
/// Rules and correlations may stand in any files and any order. What refers to nothing, to a mistake
/// or in circles is rejected.
struct CorrelationBinder {
    typealias Target = Correlation.Reference.Target

    /// What a pipeline made of a rule.
    struct Processing: Sendable {
        /// The rule before it.
        let rule: Rule
        let pipeline: ProcessingPipeline
    }

    /// What came of the correlations.
    struct Outcome {
        /// Those that are sound, in the order of loading.
        var correlations: [Correlation] = []
        /// The rules that only correlations read.
        var silentRules: Set<Int> = []
        var diagnostics: [Diagnostic] = []
        /// Those that refer to nothing, or to a mistake.
        var rejected: [RejectedRule] = []
    }

    /// How many correlations may stand one behind the other.
    private static let depthLimit = 32
    /// A circle of more is shown in part.
    private static let shownCircleLength = 8

    private let rules: [Rule]
    private let processings: [Int: Processing]
    private let drafts: [CorrelationDraft]
    private let aliases: AliasResolver
    private var names: CorrelatedNames
    /// What is wrong with each draft.
    private var logs: [DiagnosticLog]
    /// What each draft refers to, as far as it is known.
    private var targets: [[Target?]] = []
    private var fields: CorrelationFields

    private(set) var outcome = Outcome()

    init(
        _ drafts: [CorrelationDraft],
        rules: [Rule],
        processings: [Int: Processing],
        filters: [Filter],
        rejected: [RejectedRule],
        aliases: AliasResolver
    ) {
        self.drafts = drafts
        self.rules = rules
        self.processings = processings
        self.aliases = aliases
        names = CorrelatedNames(drafts, rules: rules, filters: filters, rejected: rejected)
        logs = drafts.map { DiagnosticLog(file: $0.file) }
        fields = CorrelationFields(drafts)
        for index in drafts.indices { findTargets(of: index) }
        let order = checkChains()
        let isSound = drafts.indices.map(isSound)
        fields.passOn(from: order.filter { isSound[$0] }.reversed(), targets: targets)
        build(isSound)
        findSilent()
        outcome.diagnostics = logs.flatMap(\.diagnostics)
    }

    private func isSound(_ index: Int) -> Bool { logs[index].firstError(from: 0) == nil }

    // MARK: - Names

    private mutating func findTargets(of index: Int) {
        let draft = drafts[index]
        var found: [Target?] = []
        for reference in draft.references {
            let target = names.target(of: reference, into: &logs[index])
            // A row may pass a rule twice.
            if let target, draft.correlation.kind != .temporalOrdered, found.contains(target) {
                logs[index].error(
                    .namedTwice,
                    "the rule '\(reference.text)' is named twice",
                    at: reference.range
                )
            }
            if case .rule(let rule) = target { checkPipeline(rule, reference, of: index) }
            found.append(target)
        }
        targets.append(found)
        checkExpression(of: index)
        for alias in draft.aliases {
            for (rule, path) in alias.fields {
                let positions = positions(of: rule, in: index)
                if !positions.isEmpty {
                    let areNew = positions.map { position in
                        fields.alias(alias.name, as: path, of: index, in: position)
                    }
                    if !areNew.contains(false) { continue }
                    logs[index].error(
                        .namedTwice,
                        "the alias has two fields for the rule '\(rule.text)'",
                        at: rule.range
                    )
                } else {
                    // One that is loaded and not read here does no harm; others are misspelt.
                    _ = names.target(of: rule, into: &logs[index])
                }
            }
        }
    }

    /// Which of a correlation's references a name means: by how it is written, or by what it is.
    private func positions(of name: RuleReference, in index: Int) -> [Int] {
        let references = drafts[index].references
        let written = references.firstIndex { $0.text == name.text }
        guard let target = written.map({ targets[index][$0] }) ?? names.target(of: name.text)
        else { return written.map { [$0] } ?? [] }
        return references.indices.filter { targets[index][$0] == target }
    }

    private func position(of name: RuleReference, in index: Int) -> Int? {
        positions(of: name, in: index).first
    }

    private mutating func checkExpression(of index: Int) {
        for name in drafts[index].expressionNames where position(of: name, in: index) == nil {
            let known = drafts[index].references.map(\.text)
            logs[index].error(
                .undefinedSelection,
                "'rules' does not list '\(name.text)'",
                at: name.range,
                help: Suggestion.help(for: name.text, among: known) ?? "add it to 'rules'"
            )
        }
    }

    private mutating func checkPipeline(_ rule: Int, _ reference: RuleReference, of index: Int) {
        guard let processing = processings[rule],
            processing.pipeline.renamed([], of: processing.rule) == nil
        else { return }
        logs[index].error(
            .refusedByPipeline,
            "a processing pipeline refuses correlations of the rule '\(reference.text)'",
            at: reference.range
        )
    }

    // MARK: - Chains

    /// Reports circles, too long chains and whatever refers to a mistake.
    ///
    /// - Returns: The correlations in no circle, each behind those that it names.
    private mutating func checkChains() -> [Int] {
        let chains = CorrelationChains(named: targets.map { $0.compactMap(\.?.correlation) })
        for index in drafts.indices where chains.depths[index] == 0 {
            guard let circle = chains.circle(through: index) else { continue }
            let next = circle[1]
            report(
                .correlationCircle,
                circle.count == 2
                    ? "the correlation names itself"
                    : "correlations name each other in a circle: \(text(of: circle))",
                at: next,
                of: index
            )
        }
        for index in chains.order where chains.depths[index] == Self.depthLimit + 1 {
            guard
                let deepest = chains.named[index].max(by: { chains.depths[$0] < chains.depths[$1] })
            else { continue }
            report(
                .correlationCircle,
                "more than \(Self.depthLimit) correlations stand one behind the other",
                at: deepest,
                of: index
            )
        }
        // What is in no order stands behind a circle, or in one that was too long to be found.
        let unordered = drafts.indices.filter { chains.depths[$0] == 0 }
        for index in chains.order + unordered where isSound(index) {
            let mistaken = chains.named[index].first { !isSound($0) || chains.depths[$0] == 0 }
            guard let mistaken else { continue }
            report(
                .rejectedCorrelatedRule,
                "the correlation '\(drafts[mistaken].correlation.title)' has errors",
                at: mistaken,
                of: index
            )
        }
        return chains.order
    }

    private func text(of circle: [Int]) -> String {
        let shown = circle.prefix(Self.shownCircleLength).map { index in
            "'\(drafts[index].correlation.name ?? drafts[index].correlation.title)'"
        }
        return shown.joined(separator: ", ") + (shown.count < circle.count ? ", ..." : "")
    }

    /// Reports something at the place where a correlation names another.
    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at inner: Int,
        of index: Int
    ) {
        let position = targets[index].firstIndex(of: .correlation(inner)) ?? 0
        logs[index].error(code, message, at: drafts[index].references[position].range)
    }

    // MARK: - Results

    private mutating func build(_ isSound: [Bool]) {
        // Rejected correlations leave no gaps.
        var places: [Int: Int] = [:]
        for index in drafts.indices where isSound[index] { places[index] = places.count }
        for (index, draft) in drafts.enumerated() {
            guard isSound[index] else {
                reject(index)
                continue
            }
            var correlation = draft.correlation
            correlation.fields = fields.names[index]
            for (position, target) in targets[index].enumerated() {
                guard let target, let reference = reference(to: target, position, index, places)
                else { continue }
                correlation.references.append(reference)
            }
            if case .expression(let condition) = correlation.requirement {
                let positions = draft.expressionNames.map { self.position(of: $0, in: index) }
                correlation.requirement = .expression(condition.remapped(positions) ?? condition)
            }
            outcome.correlations.append(correlation)
        }
    }

    private func reference(
        to target: Target,
        _ position: Int,
        _ index: Int,
        _ places: [Int: Int]
    ) -> Correlation.Reference? {
        let text = drafts[index].references[position].text
        let paths = fields.paths(of: index, in: position)
        switch target {
        case .rule(let rule):
            var read = paths.map { FieldReference($0) }
            if let processing = processings[rule] {
                read = processing.pipeline.renamed(read, of: processing.rule) ?? read
            }
            let logSource = rules[rule].logSource
            let named = zip(fields.names[index], read).map { name, field in
                let paths = aliases.resolved(field, for: logSource).paths
                return FieldReference(name: name, paths: paths)
            }
            return Correlation.Reference(text: text, target: target, fields: named)
        case .correlation(let inner):
            guard let place = places[inner] else { return nil }
            return Correlation.Reference(
                text: text,
                target: .correlation(place),
                fields: paths.map { FieldReference($0) }
            )
        }
    }

    private mutating func reject(_ index: Int) {
        guard let reason = logs[index].firstError(from: 0) else { return }
        let correlation = drafts[index].correlation
        outcome.rejected.append(
            RejectedRule(
                title: correlation.title,
                id: correlation.id,
                shortName: correlation.name,
                location: correlation.location,
                reason: reason
            )
        )
    }

    /// Silences what is named in its own file, unless a correlation there says otherwise.
    private mutating func findSilent() {
        var heard: Set<Target> = []
        var named: Set<Target> = []
        for correlation in outcome.correlations {
            let file = correlation.location.file
            for reference in correlation.references
            where self.file(of: reference.target) == file {
                named.insert(reference.target)
                if correlation.generates { heard.insert(reference.target) }
            }
        }
        for target in named.subtracting(heard) {
            switch target {
            case .rule(let rule): outcome.silentRules.insert(rule)
            case .correlation(let index): outcome.correlations[index].isSilent = true
            }
        }
    }

    private func file(of target: Target) -> String {
        switch target {
        case .rule(let rule): rules[rule].location.file
        case .correlation(let index): outcome.correlations[index].location.file
        }
    }
}

extension Correlation.Reference.Target {
    /// The index of the correlation that is referred to.
    fileprivate var correlation: Int? {
        if case .correlation(let index) = self { index } else { nil }
    }
}
