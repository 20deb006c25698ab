internal import MartletRules

/// The requests that a rule can match, found by trying all that are worth telling apart.
struct RuleNeeds {
    /// Requests times rules of the policy: beyond this a rule is not decided on.
    static let effortLimit = 20_000_000

    private let detections: [SketchedDetection]
    /// Whether fields count as possible that the API server does not write.
    private let hasForeignFields: Bool
    private let space: RequestSpace

    /// Prepares a rule.
    ///
    /// - Parameters:
    ///   - rule: the rule.
    ///   - filters: the filters over it, which must hold as well.
    ///   - policy: the policy whose texts make a difference, too.
    ///   - catalogue: the API.
    ///   - hasForeignFields: whether others may add fields that the API server does not write.
    init(
        _ rule: Rule,
        filters: [Filter],
        policy: AuditPolicy?,
        catalogue: ResourceCatalogue,
        hasForeignFields: Bool = false
    ) {
        self.hasForeignFields = hasForeignFields
        let detections = [rule.detection] + filters.filter { !$0.isExpired }.map(\.detection)
        let vocabulary = RuleVocabulary(detections)
        self.detections = detections.map { SketchedDetection($0, codes: vocabulary.codes.list) }
        space = RequestSpace(vocabulary, policy: policy, catalogue: catalogue)
    }

    /// The fields that the rule reads and the API server does not write.
    var foreignFields: [String] { space.vocabulary.foreignFields.list }

    /// Calls a function with every request that the rule can match.
    ///
    /// - Returns: whether all could be tried; beyond ``effortLimit`` it is not known what the rule
    ///   needs.
    func visit(_ body: (RequestShape, ShapeNeeds) -> Void) -> Bool {
        var tried = 0
        for entry in space.entries {
            for verb in entry.verbs {
                let open = RequestShape.Target.resource(entry, namespace: .unasked, name: .unasked)
                guard tries(open, verb, &tried, body) else { return false }
            }
        }
        for path in space.paths {
            for verb in ResourceCatalogue.methods {
                guard tries(.path(path), verb, &tried, body) else {
                    return false
                }
            }
        }
        return true
    }

    private func tries(
        _ target: RequestShape.Target,
        _ verb: String,
        _ tried: inout Int,
        _ body: (RequestShape, ShapeNeeds) -> Void
    ) -> Bool {
        // Most rules are not for most of the API: who and where need not be looked at then.
        let sketches = [RequestShape.Requester.anybody, .nobody].map {
            RequestShape(requester: $0, verb: verb, target: target)
        }
        guard sketches.contains(where: { !needs($0).ways.isEmpty }) else { return true }
        let spread: RequestSpace.Spread
        switch target {
        case .path(let path): spread = space.spread(ofPath: path, verb: verb)
        case .resource(let entry, _, _): spread = space.spread(of: entry, verb: verb)
        }
        guard spread.places.count < RequestSpace.placeLimit else { return false }
        var known: [RequestShape: ShapeNeeds] = [:]
        for place in spread.places {
            for requester in spread.requesters {
                tried += 1
                guard tried <= RuleNeeds.effortLimit / space.effort else { return false }
                var shape = RequestShape(requester: requester, verb: verb, target: target)
                var asked = shape
                if case .resource(let entry, _, _) = target {
                    shape.target = .resource(entry, namespace: place.namespace, name: place.name)
                    asked.target = .resource(
                        entry,
                        namespace: space.vocabulary.readsNamespace ? place.namespace : .unasked,
                        name: space.vocabulary.readsName ? place.name : .unasked
                    )
                }
                if !space.vocabulary.readsUser, requester.user != nil { asked.requester = .anybody }
                let found = known[asked] ?? needs(asked)
                known[asked] = found
                if !found.ways.isEmpty { body(shape, found) }
            }
        }
        return true
    }

    private func needs(_ shape: RequestShape) -> ShapeNeeds {
        ShapeNeeds(shape, detections, hasForeignFields: hasForeignFields)
    }
}
