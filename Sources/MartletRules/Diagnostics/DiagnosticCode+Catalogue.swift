/// Every code, in the order of its number, by the part of a rule that it speaks of.
extension DiagnosticCode {
    // MARK: - Files and YAML

    /// A rule file or folder cannot be read.
    public static let unreadableFile = DiagnosticCode(
        1,
        "A rule file or folder cannot be read."
    )
    /// The file is not YAML.
    public static let invalidYAML = DiagnosticCode(
        2,
        "The file is not YAML."
    )
    /// The file is not UTF-8 text.
    public static let notUTF8 = DiagnosticCode(
        3,
        "The file is not UTF-8 text."
    )
    /// A key stands twice in one map, so that one of its values would be lost.
    public static let duplicateKey = DiagnosticCode(
        4,
        "A key stands twice in one map, so that one of its values would be lost."
    )
    /// Collections are nested deeper than any rule needs.
    public static let tooDeep = DiagnosticCode(
        5,
        "Collections are nested deeper than any rule needs."
    )
    /// An alias names no anchor that stands before it.
    public static let undefinedAlias = DiagnosticCode(
        6,
        "An alias names no anchor that stands before it."
    )
    /// Aliases make a small file stand for a huge one.
    public static let aliasBomb = DiagnosticCode(
        7,
        "Aliases make a small file stand for a huge one."
    )
    /// The key '<<' merges maps in YAML 1.1 only.
    public static let mergeKey = DiagnosticCode(
        8,
        "The key '<<' merges maps in YAML 1.1 only."
    )
    /// A YAML tag asks for a type that rules do not have.
    public static let unsupportedTag = DiagnosticCode(
        9,
        "A YAML tag asks for a type that rules do not have."
    )
    /// A file or folder holds no rule.
    public static let noRules = DiagnosticCode(
        10,
        "A file or folder holds no rule."
    )

    // MARK: - Documents and their attributes

    /// A document is not a map of rule attributes.
    public static let notARule = DiagnosticCode(
        11,
        "A document is not a map of rule attributes."
    )
    /// An attribute that every rule needs is missing.
    public static let missingAttribute = DiagnosticCode(
        12,
        "An attribute that every rule needs is missing."
    )
    /// An attribute has a value of another type than it needs.
    public static let wrongType = DiagnosticCode(
        13,
        "An attribute has a value of another type than it needs."
    )
    /// The level is none of informational, low, medium, high and critical.
    public static let unknownLevel = DiagnosticCode(
        14,
        "The level is none of informational, low, medium, high and critical."
    )
    /// The status is none that Sigma defines.
    public static let unknownStatus = DiagnosticCode(
        15,
        "The status is none that Sigma defines."
    )
    /// An attribute looks like a misspelt one, and is ignored.
    public static let misspeltAttribute = DiagnosticCode(
        16,
        "An attribute looks like a misspelt one, and is ignored."
    )
    /// Two rules have the same id or name.
    public static let duplicateRule = DiagnosticCode(
        17,
        "Two rules have the same id or name."
    )
    /// A value is read, but Sigma writes it in another form.
    public static let unusualForm = DiagnosticCode(
        18,
        "A value is read, but Sigma writes it in another form."
    )
    /// A document with 'action:' cannot be combined with the others of its file.
    public static let invalidAction = DiagnosticCode(
        19,
        "A document with 'action:' cannot be combined with the others of its file."
    )

    // MARK: - Selections and values

    /// A selection, a list or a map holds nothing to search for.
    public static let emptySelection = DiagnosticCode(
        20,
        "A selection, a list or a map holds nothing to search for."
    )
    /// A modifier does not exist.
    public static let unknownModifier = DiagnosticCode(
        21,
        "A modifier does not exist."
    )
    /// Modifiers stand together that exclude each other.
    public static let conflictingModifiers = DiagnosticCode(
        22,
        "Modifiers stand together that exclude each other."
    )
    /// A modifier does not apply where it stands.
    public static let misplacedModifier = DiagnosticCode(
        23,
        "A modifier does not apply where it stands."
    )
    /// A value does not fit its field's modifier.
    public static let wrongValue = DiagnosticCode(
        24,
        "A value does not fit its field's modifier."
    )
    /// A regular expression cannot be read.
    public static let invalidRegex = DiagnosticCode(
        25,
        "A regular expression cannot be read."
    )
    /// A regular expression uses what no linear-time engine can do.
    public static let unsupportedRegex = DiagnosticCode(
        26,
        "A regular expression uses what no linear-time engine can do."
    )
    /// A value is not a block of IP addresses.
    public static let invalidNetwork = DiagnosticCode(
        27,
        "A value is not a block of IP addresses."
    )
    /// A block of addresses has bits set behind its prefix; they are ignored.
    public static let hostBits = DiagnosticCode(
        28,
        "A block of addresses has bits set behind its prefix; they are ignored."
    )
    /// The modifier 'all' stands over a single value, where it says nothing.
    public static let allOverOneValue = DiagnosticCode(
        29,
        "The modifier 'all' stands over a single value, where it says nothing."
    )
    /// A null stands in a list of values, which Sigma does not allow.
    public static let nullInList = DiagnosticCode(
        30,
        "A null stands in a list of values, which Sigma does not allow."
    )
    /// A value matches whatever the field holds.
    public static let matchesAnyValue = DiagnosticCode(
        31,
        "A value matches whatever the field holds."
    )
    /// The brackets or dots of a field name cannot be read.
    public static let invalidFieldName = DiagnosticCode(
        32,
        "The brackets or dots of a field name cannot be read."
    )
    /// A block over the elements of an array cannot be read.
    public static let invalidBlock = DiagnosticCode(
        33,
        "A block over the elements of an array cannot be read."
    )
    /// A placeholder has no values.
    public static let unresolvedPlaceholder = DiagnosticCode(
        34,
        "A placeholder has no values."
    )
    /// Placeholders or dashes make one value stand for too many.
    public static let tooManyAlternatives = DiagnosticCode(
        35,
        "Placeholders or dashes make one value stand for too many."
    )
    /// A file of placeholders, or a definition in it, cannot be read.
    public static let invalidPlaceholder = DiagnosticCode(
        36,
        "A file of placeholders, or a definition in it, cannot be read."
    )

    // MARK: - Conditions

    /// A condition does not follow the grammar.
    public static let invalidCondition = DiagnosticCode(
        40,
        "A condition does not follow the grammar."
    )
    /// A condition names a selection, or a rule, that does not exist.
    public static let undefinedSelection = DiagnosticCode(
        41,
        "A condition names a selection, or a rule, that does not exist."
    )
    /// A condition is deeper or longer, or has more selections, than any rule needs.
    public static let conditionTooLarge = DiagnosticCode(
        42,
        "A condition is deeper or longer, or has more selections, than any rule needs."
    )
    /// No condition uses a selection.
    public static let unusedSelection = DiagnosticCode(
        43,
        "No condition uses a selection."
    )
    /// A word of the condition language is not in lower case.
    public static let upperCaseKeyword = DiagnosticCode(
        44,
        "A word of the condition language is not in lower case."
    )
    /// A condition asks for a number of selections that cannot be.
    public static let impossibleCount = DiagnosticCode(
        45,
        "A condition asks for a number of selections that cannot be."
    )
    /// A selection has the name of a word of the condition language.
    public static let reservedName = DiagnosticCode(
        46,
        "A selection has the name of a word of the condition language."
    )

    // MARK: - The key martlet:

    /// A key under 'martlet:' does not exist.
    public static let unknownExtension = DiagnosticCode(
        50,
        "A key under 'martlet:' does not exist."
    )
    /// A message template cannot be read.
    public static let invalidMessage = DiagnosticCode(
        51,
        "A message template cannot be read."
    )
    /// A test of a rule is incomplete or contradicts itself.
    public static let invalidTest = DiagnosticCode(
        52,
        "A test of a rule is incomplete or contradicts itself."
    )
    /// Tests name a rule that is not loaded.
    public static let unknownTestedRule = DiagnosticCode(
        53,
        "Tests name a rule that is not loaded."
    )

    /// A documented evasion is incomplete, or names no change that is tried.
    public static let invalidEvasion = DiagnosticCode(
        54,
        "A documented evasion is incomplete, or names no change that is tried."
    )

    // MARK: - Filters

    /// A filter names a rule that is not loaded.
    public static let unknownRule = DiagnosticCode(
        60,
        "A filter names a rule that is not loaded."
    )
    /// A filter names a rule of a log source that it is not for.
    public static let foreignLogSource = DiagnosticCode(
        61,
        "A filter names a rule of a log source that it is not for."
    )
    /// A filter applies to no rule.
    public static let idleFilter = DiagnosticCode(
        62,
        "A filter applies to no rule."
    )
    /// A filter keeps what it selects, instead of hiding it.
    public static let filterWithoutNot = DiagnosticCode(
        63,
        "A filter keeps what it selects, instead of hiding it."
    )
    /// The last day of a filter has passed; it hides nothing any more.
    public static let expiredFilter = DiagnosticCode(
        64,
        "The last day of a filter has passed; it hides nothing any more."
    )

    // MARK: - Processing pipelines

    /// A part of a processing pipeline is missing or has another form than it needs.
    public static let invalidPipeline = DiagnosticCode(
        70,
        "A part of a processing pipeline is missing or has another form than it needs."
    )
    /// A key or a type of a processing pipeline does not exist.
    public static let unknownPipelinePart = DiagnosticCode(
        71,
        "A key or a type of a processing pipeline does not exist."
    )
    /// A part of a processing pipeline is pySigma's, and cannot be done.
    public static let unsupportedPipelinePart = DiagnosticCode(
        72,
        "A part of a processing pipeline is pySigma's, and cannot be done."
    )
    /// A processing pipeline refuses a rule.
    public static let refusedByPipeline = DiagnosticCode(
        73,
        "A processing pipeline refuses a rule."
    )
    /// A processing pipeline leaves nothing of a rule's condition.
    public static let emptiedByPipeline = DiagnosticCode(
        74,
        "A processing pipeline leaves nothing of a rule's condition."
    )

    // MARK: - Log sources

    /// A key of a log source definition does not exist.
    public static let unknownLogSourceKey = DiagnosticCode(
        80,
        "A key of a log source definition does not exist."
    )
    /// A part of a log source definition is missing or cannot be read.
    public static let invalidLogSource = DiagnosticCode(
        81,
        "A part of a log source definition is missing or cannot be read."
    )
    /// Two definitions have the same log source's name.
    public static let duplicateLogSource = DiagnosticCode(
        82,
        "Two definitions have the same log source's name."
    )
    /// The opening of a log source's events is not the beginning of an object.
    public static let invalidOpening = DiagnosticCode(
        83,
        "The opening of a log source's events is not the beginning of an object."
    )
    /// A translation of a log source definition cannot be read.
    public static let invalidTranslation = DiagnosticCode(
        84,
        "A translation of a log source definition cannot be read."
    )

    // MARK: - Not supported yet
    // M090 to M092 and M094 stood for modifiers, correlations, documents with 'action:' and array
    // blocks, which are supported since; the numbers stay taken.

    /// An aggregation of Sigma 1, which Sigma 2 replaced by correlations, stands in a condition.
    public static let unsupportedAggregation = DiagnosticCode(
        93,
        "An aggregation of Sigma 1, which Sigma 2 replaced by correlations, stands in a condition.",
        isNotSupportedYet: true
    )
    /// A key under 'martlet:' belongs to the definition of a log source.
    public static let foreignExtension = DiagnosticCode(
        95,
        "A key under 'martlet:' belongs to the definition of a log source."
    )

    /// All codes, those of lints included, in the order of their numbers.
    public static let all = ofParser + ofLists + LintCatalogue.entries.map(\.code)

    /// The codes of what loading reports, in the order of their numbers.
    private static let ofParser: [DiagnosticCode] = [
        .unreadableFile,
        .invalidYAML,
        .notUTF8,
        .duplicateKey,
        .tooDeep,
        .undefinedAlias,
        .aliasBomb,
        .mergeKey,
        .unsupportedTag,
        .noRules,
        .notARule,
        .missingAttribute,
        .wrongType,
        .unknownLevel,
        .unknownStatus,
        .misspeltAttribute,
        .duplicateRule,
        .unusualForm,
        .invalidAction,
        .emptySelection,
        .unknownModifier,
        .conflictingModifiers,
        .misplacedModifier,
        .wrongValue,
        .invalidRegex,
        .unsupportedRegex,
        .invalidNetwork,
        .hostBits,
        .allOverOneValue,
        .nullInList,
        .matchesAnyValue,
        .invalidFieldName,
        .invalidBlock,
        .unresolvedPlaceholder,
        .tooManyAlternatives,
        .invalidPlaceholder,
        .invalidCondition,
        .undefinedSelection,
        .conditionTooLarge,
        .unusedSelection,
        .upperCaseKeyword,
        .impossibleCount,
        .reservedName,
        .unknownExtension,
        .invalidMessage,
        .invalidTest,
        .unknownTestedRule,
        .invalidEvasion,
        .unknownRule,
        .foreignLogSource,
        .idleFilter,
        .filterWithoutNot,
        .expiredFilter,
        .invalidPipeline,
        .unknownPipelinePart,
        .unsupportedPipelinePart,
        .refusedByPipeline,
        .emptiedByPipeline,
        .unknownLogSourceKey,
        .invalidLogSource,
        .duplicateLogSource,
        .invalidOpening,
        .invalidTranslation,
        .unsupportedAggregation,
        .foreignExtension,
        .unknownCorrelationKey,
        .unknownCorrelationType,
        .incompleteCorrelation,
        .misplacedCorrelationPart,
        .invalidTimeSpan,
        .impossibleComparison,
        .unknownCorrelatedRule,
        .rejectedCorrelatedRule,
        .ambiguousReference,
        .correlationCircle,
        .namedTwice,
        .invalidSeverityCase,
    ]
}
