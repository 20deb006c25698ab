internal import MartletRules

/// What rules ask of a policy, request by request.
struct PolicyDemands {
    /// A resource with a verb.
    struct Key: Hashable {
        let entry: ResourceCatalogue.Entry
        let verb: String
    }

    private(set) var resources: [Key: RequestDemand] = [:]
    /// By verb, for resources of which nothing is known: whatever a policy does not name.
    private(set) var others: [String: RequestDemand] = [:]
    /// By path, then by verb.
    private(set) var paths: [String: [String: RequestDemand]] = [:]
    /// Whether a rule reads what only the stage RequestReceived shows.
    private(set) var needsReceived = false
    /// Rules that ask for bodies with secrets in them, by the name of the resource.
    private(set) var refused: [String: [Int]] = [:]
    /// Rules of which it is not known what they ask for.
    private(set) var undecided: [Int] = []

    /// Asks all rules for Kubernetes audit events.
    init(_ ruleSet: RuleSet, catalogue: ResourceCatalogue) {
        for index in SightCheck.auditRules(of: ruleSet) {
            let rule = ruleSet.rules[index]
            let needs = RuleNeeds(
                rule,
                filters: ruleSet.filters(of: rule),
                policy: nil,
                catalogue: catalogue
            )
            var isAsking = false
            let isComplete = needs.visit { shape, needs in
                isAsking = true
                add(shape, needs, rule: index, catalogue)
            }
            if !isComplete || !isAsking { undecided.append(index) }
        }
    }

    private mutating func add(
        _ shape: RequestShape,
        _ needs: ShapeNeeds,
        rule: Int,
        _ catalogue: ResourceCatalogue
    ) {
        guard var level = needs.fullLevel(of: shape.verb) else { return }
        if needs.ways.allSatisfy({ $0.stage == .requestReceived }) { needsReceived = true }
        let groups = shape.requester.user?.groups ?? []
        let isAnonymous = groups.contains(AuditUser.unauthenticatedGroup)
        func joined(_ demand: RequestDemand?) -> RequestDemand {
            var demand = demand ?? RequestDemand(level: level, rules: [], isAnonymous: isAnonymous)
            demand.join(level, rule: rule, isAnonymous: isAnonymous)
            return demand
        }
        switch shape.target {
        case .path(let path):
            paths[path, default: [:]][shape.verb] = joined(paths[path]?[shape.verb])
        case .resource(let entry, _, _):
            let isSecret = catalogue.secrets.contains {
                !$0.isPossible && $0.group == entry.group && $0.name == entry.name
            }
            if isSecret, level > .metadata {
                // Whether the rule can match without the body at all is for the check to tell.
                level = .metadata
                if refused[entry.name]?.last != rule {
                    refused[entry.name, default: []].append(rule)
                }
            }
            guard catalogue.knows(group: entry.group) else {
                others[shape.verb] = joined(others[shape.verb])
                return
            }
            let key = Key(entry: entry, verb: shape.verb)
            resources[key] = joined(resources[key])
        }
    }
}
