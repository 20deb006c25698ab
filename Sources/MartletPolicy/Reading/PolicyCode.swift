package import MartletRules

/// What is wrong with an audit policy, or with what it leaves rules to see: codes from M401 on.
package enum PolicyCode {
    // MARK: - What the API server refuses

    package static let notAPolicy = DiagnosticCode(
        401,
        "A file holds no audit policy."
    )
    package static let oldVersion = DiagnosticCode(
        402,
        "A policy has a version that newer API servers do not read."
    )
    package static let unknownKey = DiagnosticCode(
        403,
        "A key of a policy does not exist."
    )
    package static let wrongType = DiagnosticCode(
        404,
        "A part of a policy has another type than it needs."
    )
    package static let invalidLevel = DiagnosticCode(
        405,
        "The level of a policy rule is missing or none of the four."
    )
    package static let unknownStage = DiagnosticCode(
        406,
        "A stage does not exist."
    )
    package static let invalidPath = DiagnosticCode(
        407,
        "A path does not begin with '/', or has a '*' that is not at its end."
    )
    package static let mixedTargets = DiagnosticCode(
        408,
        "A policy rule names both paths and resources or namespaces."
    )
    package static let namesWithoutResources = DiagnosticCode(
        409,
        "A policy rule names objects without their resource."
    )
    package static let invalidGroup = DiagnosticCode(
        410,
        "An API group is not a name of one."
    )
    package static let noRules = DiagnosticCode(
        411,
        "A policy has no rules."
    )
    package static let notFirstDocument = DiagnosticCode(
        412,
        "A policy is not the only document of its file."
    )

    package static let tooLarge = DiagnosticCode(
        413,
        "A policy is larger than any cluster needs."
    )

    // MARK: - What was hardly meant

    package static let unreachableRule = DiagnosticCode(
        420,
        "A policy rule is never reached."
    )
    package static let wrongGroup = DiagnosticCode(
        421,
        "A resource is named under a group that does not have it."
    )
    package static let unknownResource = DiagnosticCode(
        422,
        "A resource does not exist in its group."
    )
    package static let withoutSubresources = DiagnosticCode(
        423,
        "A resource is named, and those of its subresources that matter are recorded less or not."
    )
    package static let neverFits = DiagnosticCode(
        424,
        "A text can never fit: an unknown verb, a pattern where none is read, a name on create."
    )

    // MARK: - What is recorded and should not be

    package static let leak = DiagnosticCode(
        430,
        "Secrets or tokens are written to the log."
    )
    package static let possibleLeak = DiagnosticCode(
        431,
        "Bodies that may hold secrets are written to the log."
    )
    package static let receivedKept = DiagnosticCode(
        440,
        "The stage RequestReceived is written, which doubles the log."
    )
    package static let noiseKept = DiagnosticCode(
        450,
        "Requests are written that tell nothing and are many."
    )

    // MARK: - What is not recorded

    package static let startedOmitted = DiagnosticCode(
        441,
        "The stage ResponseStarted is omitted: failed authentication is lost, commands in pods come late."
    )
    package static let completeOmitted = DiagnosticCode(
        442,
        "The stage ResponseComplete is omitted, which says how requests ended."
    )
    package static let anonymousDropped = DiagnosticCode(
        443,
        "Requests without credentials, or with rejected ones, are not recorded."
    )
    package static let blindRule = DiagnosticCode(
        460,
        "A rule cannot match: what it needs is not recorded."
    )
    package static let partlyBlindRule = DiagnosticCode(
        461,
        "A rule sees only a part of what it is for."
    )
    package static let undecidedRule = DiagnosticCode(
        462,
        "It is not known what a rule needs."
    )

    /// All of them, in the order of their numbers.
    package static let all = [
        notAPolicy, oldVersion, unknownKey, wrongType, invalidLevel, unknownStage, invalidPath,
        mixedTargets, namesWithoutResources, invalidGroup, noRules, notFirstDocument, tooLarge,
        unreachableRule, wrongGroup, unknownResource, withoutSubresources, neverFits, leak,
        possibleLeak, receivedKept, startedOmitted, completeOmitted, anonymousDropped, noiseKept,
        blindRule, partlyBlindRule, undecidedRule,
    ]
}
