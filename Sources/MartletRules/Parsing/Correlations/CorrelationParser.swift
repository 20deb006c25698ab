/// Turns a YAML document with `correlation:` into a correlation, but for the rules that it names.
///
/// Source: Sigma correlation rules specification 2.1.
struct CorrelationParser {
    /// Whether the tests are read or passed over.
    let readsTests: Bool

    /// The attributes that a correlation may have at its top.
    package static let attributes =
        RuleAttribute.allCases.filter {
            ![.logsource, .detection, .fields, .scope].contains($0)
        }
        .map(\.rawValue) + [marker, CorrelationAttribute.generate.rawValue]
    private static let marker = "correlation"

    /// Whether a document is meant to be a correlation.
    ///
    /// A rule may have an attribute of its own that is called so, but hardly one that is a map.
    static func isCorrelation(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes, let member = attributes[marker] else {
            return false
        }
        if case .mapping = member.value.content { return true }
        return attributes["detection"] == nil && attributes["filter"] == nil
    }

    /// Reads one document.
    ///
    /// - Returns: The correlation, or `nil` after reporting every error in the document.
    func draft(_ document: YAMLDocument, into log: inout DiagnosticLog) -> CorrelationDraft? {
        guard let attributes = document.attributes, let member = attributes[Self.marker] else {
            return nil
        }
        let start = attributes.members[0].key.range
        let head = DocumentHead(
            kind: "correlation",
            attributes: attributes,
            knownAttributes: Self.attributes,
            start: start
        )
        head.warnMisspelt(except: ["title"], into: &log)
        for other in ["detection", "filter"] {
            guard let stray = attributes[other] else { continue }
            log.error(
                .notARule,
                "a document is a correlation or a \(other == "filter" ? other : "rule"), not both",
                at: stray.key.range,
                help: "divide it with '---'"
            )
            return nil
        }
        let title = head.title(help: "say what it detects in a few words", into: &log)
        let level = head.level(into: &log)
        let identifier = head.identifier(into: &log)
        let body = CorrelationBodyParser().body(member, into: &log)
        let generates = attributes.boolean("generate", into: &log)
        // The type alone decides what else there may be, whatever is wrong with the rest.
        let martlet = (body?.type ?? CorrelationBodyParser.statedType(member)).flatMap { type in
            CorrelationExtensionParser(
                type: type,
                comparesValue: body?.condition.comparesValue ?? true,
                isGrouped: body?.groupBy.isEmpty != true,
                readsTests: readsTests
            )
            .correlationExtension(attributes, start: start, into: &log)
        }
        guard let title, let level, case .some(let id) = identifier, let body, let martlet,
            case .some(let generates) = generates, document.flaw == nil
        else { return nil }
        var metadata = RuleMetadata(
            title: title,
            level: level,
            location: log.file.location(at: start.lowerBound)
        )
        metadata.id = id
        RuleDescriptionReader(attributes: attributes, knownNames: Self.attributes)
            .describe(&metadata, into: &log)
        var correlation = correlation(metadata, body, martlet)
        correlation.generates = body.generates ?? generates ?? false
        return CorrelationDraft(
            correlation: correlation,
            references: body.rules.isEmpty ? body.condition.names : body.rules,
            expressionNames: body.condition.names,
            aliases: body.aliases,
            file: log.file
        )
    }

    private func correlation(
        _ metadata: RuleMetadata,
        _ body: CorrelationBody,
        _ martlet: CorrelationExtension
    ) -> Correlation {
        var fields: [FieldPath] = []
        var seen: Set<FieldPath> = []
        let ofMessage = martlet.message?.fieldsOfEvents ?? []
        for field in body.groupBy + body.condition.fields + ofMessage
        where seen.insert(field).inserted {
            fields.append(field)
        }
        var result = Correlation(
            metadata: metadata,
            kind: kind(of: body, martlet),
            references: [],
            groupBy: body.groupBy,
            fields: fields,
            requirement: body.condition.requirement,
            timespan: body.timespan
        )
        result.window = martlet.window
        result.poolsMissing = martlet.poolsMissing
        result.episode = Episode(
            keepAlive: martlet.keepAlive ?? body.timespan,
            maximumDuration: martlet.maximumDuration
        )
        // Every instant with a new value is a signal of its own.
        result.episode.everyEvent = martlet.everyEvent || body.type == .newValue
        result.severityCases = martlet.severityCases
        result.message = martlet.message
        result.tests = martlet.tests.map(\.asSequence)
        return result
    }

    private func kind(
        of body: CorrelationBody,
        _ martlet: CorrelationExtension
    ) -> Correlation.Kind {
        let fields = body.condition.fields
        func aggregate(_ aggregate: Correlation.Aggregate) -> Correlation.Kind {
            .aggregate(aggregate, of: fields[0])
        }
        return switch body.type {
        case .eventCount: .eventCount
        case .valueCount: .valueCount(fields)
        case .valueSum: aggregate(.sum)
        case .valueAverage: aggregate(.average)
        case .valuePercentile: aggregate(.percentile(body.condition.percentile ?? 50))
        case .valueMedian: aggregate(.percentile(50))
        case .temporal: .temporal
        case .temporalOrdered: .temporalOrdered
        case .newValue:
            .newValue(fields, martlet.learning ?? Correlation.Learning(learn: 0, forget: nil))
        case .absence: .absence
        }
    }
}

extension CorrelationCondition {
    /// Whether a number is compared.
    fileprivate var comparesValue: Bool {
        if case .thresholds = requirement { true } else { false }
    }
}

extension MessageTemplate {
    /// What the message of a correlation says of the signal itself: these names are no fields.
    private static let namesOfSignal = ["count", "value", "values"]

    /// The fields that the message of a correlation shows.
    fileprivate var fieldsOfEvents: [FieldPath] {
        parts.compactMap { part in
            guard case .field(let field) = part, !Self.namesOfSignal.contains(field.description)
            else { return nil }
            return field.name
        }
    }
}
