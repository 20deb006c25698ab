internal import MartletRules

extension PolicyProblems {
    /// Bodies with secrets in them.
    mutating func checkSecrets() {
        for secret in catalogue.secrets {
            let isNamed = policy.rules.flatMap(\.resources).contains { $0.group == secret.group }
            guard isNamed || catalogue.knows(group: secret.group) else { continue }
            var told: Set<Int> = []
            for request in requests(for: secret) {
                let decision = policy.decision(on: request)
                guard let rule = decision.rule, leaks(request, decision.level),
                    told.insert(rule).inserted
                else { continue }
                report(
                    secret.isPossible ? .warning : .error,
                    secret.isPossible ? PolicyCode.possibleLeak : PolicyCode.leak,
                    "\(secret.name) are recorded at \(decision.level.rawValue): "
                        + "\(secret.what) enter the log",
                    at: policy.rules[rule].range,
                    help: "in front of it, put a rule of level Metadata for \(secret.name)"
                )
            }
        }
    }

    private func requests(for secret: ResourceCatalogue.Secret) -> [AuditRequest] {
        let entry = ResourceCatalogue.Entry(
            group: secret.group,
            resource: secret.resource,
            subresource: secret.subresource,
            isNamespaced: true,
            verbs: catalogue.entries.first {
                $0.group == secret.group && $0.name == secret.name
            }?.verbs ?? ResourceCatalogue.verbs
        )
        let space = RequestSpace(RuleVocabulary([]), policy: policy, catalogue: catalogue)
        return entry.verbs.flatMap { verb in
            let spread = space.spread(of: entry, verb: verb)
            return spread.places.flatMap { place in
                spread.requesters.filter { $0.user != nil }.map { requester in
                    RequestShape(
                        requester: requester,
                        verb: verb,
                        target: .resource(entry, namespace: place.namespace, name: place.name)
                    ).request
                }
            }
        }
    }

    private func leaks(_ request: AuditRequest, _ level: AuditLevel) -> Bool {
        switch request.verb {
        case "watch": false
        case "create", "update", "patch": level >= .request
        default: level == .requestResponse
        }
    }

    /// Stages that are written in vain, or missing.
    mutating func checkStages() {
        let recording = policy.rules.filter { $0.level > .none }
        func omitting(_ stage: AuditStage) -> [PolicyRule] {
            recording.filter { $0.omitStages.contains(stage) }
        }
        let received = AuditStage.requestReceived
        if !policy.omitStages.contains(received) {
            let kept = recording.filter { !$0.omitStages.contains(received) }
            if let first = kept.first {
                report(
                    .warning,
                    PolicyCode.receivedKept,
                    "stage RequestReceived is written, though it says nothing that a later one does not",
                    at: kept.count == policy.rules.count ? policy.range : first.range,
                    help: "write 'omitStages: [RequestReceived]' at the top of the policy"
                )
            }
        }
        for (stage, code, consequence) in [
            (
                AuditStage.responseStarted, PolicyCode.startedOmitted,
                "failed authentication is lost, and commands in pods are told of when they end"
            ),
            (
                AuditStage.responseComplete, PolicyCode.completeOmitted,
                "most requests have no other that says how they ended"
            ),
        ] {
            let message = "stage \(stage.rawValue) is omitted: \(consequence)"
            if policy.omitStages.contains(stage) {
                report(.warning, code, message, at: policy.omitStagesRange ?? policy.range)
            } else if let rule = omitting(stage).first {
                report(.warning, code, message, at: rule.range)
            }
        }
    }

    /// Rules for users alone that leave out whoever has no credentials, or the wrong ones.
    mutating func checkAnonymous() {
        var told: Set<Int> = []
        let examples: [AuditRequest] = [
            .example("get", "", "pods"), .example("create", "", "pods", subresource: "exec"),
            .example("list", "", "secrets"),
            AuditRequest(user: .example, verb: "get", target: .path("/" + AuditRequest.unnamed)),
        ]
        for request in examples {
            let usual = policy.decision(on: request)
            guard usual.level > .none, let rule = usual.rule else { continue }
            var without = request
            without.user = .anonymous
            let anonymous = policy.decision(on: without)
            without.user = nil
            let rejected = policy.decision(on: without)
            let isLost = [anonymous, rejected].map { $0.level == .none }
            guard isLost.contains(true), told.insert(rule).inserted else { continue }
            let who =
                isLost == [true, true]
                ? "requests without credentials, or with rejected ones,"
                : isLost[0] ? "requests without credentials" : "requests with rejected credentials"
            report(
                .warning,
                PolicyCode.anonymousDropped,
                "\(who) are not recorded: this rule is for some users alone, and no other takes them",
                at: policy.rules[rule].range,
                help: "end the policy with '- level: Metadata', for all that is left"
            )
        }
    }

    /// Requests that tell nothing; told once for each rule that records some.
    mutating func checkNoise() {
        var kept: [Int: [String]] = [:]
        for noise in catalogue.noise {
            let deciding = noise.rule.examples.map { policy.decision(on: $0.request.authenticated) }
                .filter { $0.level > .none }.compactMap(\.rule)
            guard let rule = deciding.max() else { continue }
            if kept[rule]?.contains(noise.name) != true {
                kept[rule, default: []].append(noise.name)
            }
        }
        for (rule, names) in kept.sorted(by: { $0.key < $1.key }) {
            report(
                .info,
                PolicyCode.noiseKept,
                "noise is recorded at \(policy.rules[rule].level.rawValue): "
                    + names.joined(separator: ", "),
                at: policy.rules[rule].range,
                help: "martlet policy generate writes the rules that leave it out"
            )
        }
    }
}

extension AuditRequest {
    /// The request by the same user, who is in the group of all who have credentials.
    fileprivate var authenticated: AuditRequest {
        guard let user, !user.groups.contains(AuditUser.authenticatedGroup) else { return self }
        var request = self
        request.user = AuditUser(user.name, groups: user.groups + [AuditUser.authenticatedGroup])
        return request
    }
}
