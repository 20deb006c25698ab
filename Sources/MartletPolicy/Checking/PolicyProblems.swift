package import MartletRules

/// What a policy says that was hardly meant, what it records and should not, and what it omits.
package struct PolicyProblems {
    let policy: AuditPolicy
    let file: SourceFile
    let catalogue: ResourceCatalogue
    private(set) var diagnostics: [Diagnostic] = []

    package init(
        _ policy: AuditPolicy,
        in file: SourceFile,
        catalogue: ResourceCatalogue = .shipped
    ) {
        self.policy = policy
        self.file = file
        self.catalogue = catalogue
    }

    /// Looks for all of them.
    ///
    /// - Returns: what was found, in the order of the file.
    package static func all(
        _ policy: AuditPolicy,
        in file: SourceFile,
        catalogue: ResourceCatalogue = .shipped
    ) -> [Diagnostic] {
        var problems = PolicyProblems(policy, in: file, catalogue: catalogue)
        problems.checkReachability()
        problems.checkNames()
        problems.checkTexts()
        problems.checkSubresources()
        problems.checkSecrets()
        problems.checkStages()
        problems.checkAnonymous()
        problems.checkNoise()
        return problems.diagnostics.enumerated().sorted { left, right in
            let (first, second) = (left.element.location, right.element.location)
            return (first.line, first.column, left.offset)
                < (second.line, second.column, right.offset)
        }.map(\.element)
    }

    mutating func report(
        _ severity: Diagnostic.Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at range: Range<Int>,
        help: String? = nil
    ) {
        diagnostics.append(Diagnostic(severity, code, message, in: file, at: range, help: help))
    }

    /// The line on which a rule of the policy starts.
    func line(of rule: Int) -> Int { file.location(at: policy.rules[rule].range.lowerBound).line }
}

extension AuditRequest {
    /// A request by somebody whom nobody names, unless told otherwise.
    static func example(
        _ verb: String,
        _ group: String,
        _ resource: String,
        subresource: String = "",
        by user: AuditUser? = .example
    ) -> AuditRequest {
        AuditRequest(
            user: user,
            verb: verb,
            target: .resource(
                Resource(
                    group: group,
                    resource,
                    subresource: subresource,
                    namespace: unnamed,
                    name: verb == "create" && subresource.isEmpty ? "" : unnamed
                )
            )
        )
    }
}

extension AuditUser {
    /// Somebody with credentials whom nobody names.
    static let example = AuditUser(AuditRequest.unnamed, groups: [authenticatedGroup])
}
