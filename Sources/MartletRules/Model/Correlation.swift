/// What matches of several events mean together, checked and resolved.
///
/// `docs/correlations.md` defines what each part means.
///
/// Source: Sigma correlation rules specification 2.1; ``Kind/newValue``, ``Kind/absence``, windows that
/// do not slide and episodes are martlet's.
@dynamicMemberLookup
public struct Correlation: Sendable {
    /// What is counted, compared or looked for.
    package enum Kind: Sendable, Equatable {
        /// Different keys.
        case eventCount
        /// Different values, or tuples of them, of these fields.
        case valueCount([FieldPath])
        /// A number made of the numbers of a field.
        case aggregate(Aggregate, of: FieldPath)
        case temporal
        case temporalOrdered
        /// Values, or tuples of them, that the group did not have before.
        case newValue([FieldPath], Learning)
        /// A match of the first rule that none of the second follows.
        case absence
    }

    /// How many numbers become one.
    package enum Aggregate: Sendable, Equatable {
        case sum
        case average
        /// From 0 to 100, with linear interpolation between ranks; the median is 50.
        case percentile(Double)
    }

    /// How long values are learnt and kept, in nanoseconds.
    package struct Learning: Sendable, Equatable {
        /// How long from the group's first match on nothing fires.
        package var learn: Int64
        /// How long a value is known that is not seen; `nil` is forever.
        package var forget: Int64?

        package init(learn: Int64, forget: Int64?) {
            self.learn = learn
            self.forget = forget
        }
    }

    /// A rule or a correlation whose matches are read.
    package struct Reference: Sendable, Equatable {
        /// What is referred to, once it is found.
        package enum Target: Hashable, Sendable {
            /// An index of ``RuleSet/rules``.
            case rule(Int)
            /// An index of ``RuleSet/correlations``.
            case correlation(Int)
        }

        /// The id or the name as written.
        package var text: String
        package var target: Target
        /// Where the fields of the correlation are in events of a rule, in the order of
        /// ``Correlation/fields``: aliases, mappings of pipelines and log sources are applied.
        ///
        /// A correlation's matches have fields by name; the first path counts there.
        package var fields: [FieldReference]

        package init(text: String, target: Target, fields: [FieldReference]) {
            self.text = text
            self.target = target
            self.fields = fields
        }
    }

    /// What must hold of the number that the kind gives.
    package struct Threshold: Sendable, Equatable {
        /// How the number stands to the threshold's.
        package enum Relation: String, Sendable, CaseIterable {
            case greater = "gt"
            case greaterOrEqual = "gte"
            case less = "lt"
            case lessOrEqual = "lte"
            case equal = "eq"
            case notEqual = "neq"
        }

        package var relation: Relation
        package var number: Double

        package init(_ relation: Relation, _ number: Double) {
            self.relation = relation
            self.number = number
        }

        /// Whether it holds of a number.
        package func holds(of value: Double) -> Bool {
            switch relation {
            case .greater: value > number
            case .greaterOrEqual: value >= number
            case .less: value < number
            case .lessOrEqual: value <= number
            case .equal: value == number
            case .notEqual: value != number
            }
        }
    }

    /// When a group fires.
    package enum Requirement: Sendable, Equatable {
        /// All of these hold of the number; for temporal kinds, the number of rules.
        case thresholds([Threshold])
        /// Holds of the rules that have a match; selections are indices of ``Correlation/references``.
        case expression(Condition)
        /// Whatever the kind itself asks for: all rules, a new value, an absence.
        case inherent
    }

    /// Which matches of a group are looked at together.
    package enum Window: Sendable, Equatable {
        case sliding
        case tumbling
        /// With the longest pause in nanoseconds.
        case session(gap: Int64)
    }

    /// What the document says about itself.
    public var metadata: RuleMetadata
    package var kind: Kind
    package var references: [Reference]
    /// The names of the fields that group, in the order of the document.
    package var groupBy: [FieldPath]
    /// Every field that is read: those that group, then those of the kind, then those of the message,
    /// then those that other correlations read of its matches.
    package var fields: [FieldPath]
    package var requirement: Requirement
    package var window: Window = .sliding
    /// In nanoseconds; 0 for a kind that needs none.
    package var timespan: Int64
    /// Whether a match without a value to group by is in a group of its own kind, or in none.
    package var poolsMissing = false
    package var episode: Episode
    package var severityCases: [SeverityCase] = []
    /// `{name}` is a field, `{count}`, `{value}` and `{values}` are those of the signal.
    package var message: MessageTemplate?
    /// Whether the rules that it refers to keep signals of their own.
    package var generates = false
    /// Whether its own firings give no signal, because only other correlations read them.
    package var isSilent = false
    /// Why the correlation takes no part in a run, if it does not.
    package var disabling: DisabledRule.Reason?
    package var tests: [RuleTest] = []

    package init(
        metadata: RuleMetadata,
        kind: Kind,
        references: [Reference],
        groupBy: [FieldPath],
        fields: [FieldPath],
        requirement: Requirement,
        timespan: Int64
    ) {
        self.metadata = metadata
        self.kind = kind
        self.references = references
        self.groupBy = groupBy
        self.fields = fields
        self.requirement = requirement
        self.timespan = timespan
        self.episode = Episode(keepAlive: timespan)
    }

    /// What the document says about itself.
    public subscript<Value>(dynamicMember path: KeyPath<RuleMetadata, Value>) -> Value {
        metadata[keyPath: path]
    }

    /// What the document says about itself, to be changed.
    public subscript<Value>(
        dynamicMember path: WritableKeyPath<RuleMetadata, Value>
    ) -> Value {
        get { metadata[keyPath: path] }
        set { metadata[keyPath: path] = newValue }
    }
}
