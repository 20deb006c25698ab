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
        var known = Known()
        for entry in space.entries {
            let open = RequestShape.Target.resource(entry, namespace: .unasked, name: .unasked)
            guard let likeness = likeness(of: open) else { continue }
            let kind = known.number(of: likeness)
            for verb in entry.verbs {
                guard tries(open, kind, verb, &known, body) else { return false }
            }
        }
        for path in space.paths {
            guard let likeness = likeness(of: .path(path)) else { continue }
            let kind = known.number(of: likeness)
            for verb in ResourceCatalogue.methods {
                guard tries(.path(path), kind, verb, &known, body) else { return false }
            }
        }
        return true
    }

    /// What the rule can tell of a target: it needs the same of all that are alike.
    private struct Likeness: Hashable {
        let answers: [Chance]
        /// The target itself, where its own traits matter or the rule asks in no simple way.
        let target: RequestShape.Target?
        let isPath: Bool
    }

    /// What the rule needs of requests that it tells apart.
    private struct Known {
        struct Key: Hashable {
            let kind: Int
            let verb: String
            let requester: RequestShape.Requester
            let namespace: RequestShape.Word
            let name: RequestShape.Word
        }

        private var kinds: [Likeness: Int] = [:]
        var needs: [Key: ShapeNeeds] = [:]
        var tried = 0

        /// The number of the targets that are alike.
        mutating func number(of likeness: Likeness) -> Int {
            let number = kinds[likeness] ?? kinds.count
            kinds[likeness] = number
            return number
        }
    }

    /// What the rule can tell of a target; `nil` if it is for none like this.
    private func likeness(of target: RequestShape.Target) -> Likeness? {
        let event = PartialEvent(
            shape: RequestShape(requester: .anybody, verb: "", target: target),
            stage: .responseComplete,
            level: .requestResponse,
            isOnlyTarget: true
        )
        guard detections.allSatisfy({ $0.chance(in: event) > .never }) else { return nil }
        var isOfItsOwn = detections.contains(where: \.mixesTarget)
        var isPath = true
        if case .resource(let entry, _, _) = target {
            isPath = false
            isOfItsOwn =
                isOfItsOwn || ResourceCatalogue.unusualSubresources.contains(entry.subresource)
        }
        return Likeness(
            answers: detections.flatMap { $0.answers(on: event) },
            target: isOfItsOwn ? target : nil,
            isPath: isPath
        )
    }

    private func tries(
        _ target: RequestShape.Target,
        _ kind: Int,
        _ verb: String,
        _ known: inout Known,
        _ body: (RequestShape, ShapeNeeds) -> Void
    ) -> Bool {
        func needs(
            _ requester: RequestShape.Requester,
            _ namespace: RequestShape.Word,
            _ name: RequestShape.Word,
            _ known: inout Known
        ) -> ShapeNeeds {
            let key = Known.Key(
                kind: kind,
                verb: verb,
                requester: requester,
                namespace: namespace,
                name: name
            )
            if let needs = known.needs[key] { return needs }
            var shape = RequestShape(requester: requester, verb: verb, target: target)
            if case .resource(let entry, _, _) = target {
                shape.target = .resource(entry, namespace: namespace, name: name)
            }
            let needs = ShapeNeeds(shape, detections, hasForeignFields: hasForeignFields)
            known.needs[key] = needs
            return needs
        }
        // Most rules are not for most of the API: who and where need not be looked at then.
        guard
            [RequestShape.Requester.anybody, .nobody].contains(where: {
                !needs($0, .unasked, .unasked, &known).ways.isEmpty
            })
        else { return true }
        let spread: RequestSpace.Spread
        switch target {
        case .path(let path): spread = space.spread(ofPath: path, verb: verb)
        case .resource(let entry, _, _): spread = space.spread(of: entry, verb: verb)
        }
        guard spread.places.count < RequestSpace.placeLimit else { return false }
        for place in spread.places {
            for requester in spread.requesters {
                known.tried += 1
                guard known.tried <= RuleNeeds.effortLimit / space.effort else { return false }
                let isAsked = space.vocabulary.readsUser || requester.user == nil
                let found = needs(
                    isAsked ? requester : .anybody,
                    space.vocabulary.readsNamespace ? place.namespace : .unasked,
                    space.vocabulary.readsName ? place.name : .unasked,
                    &known
                )
                guard !found.ways.isEmpty else { continue }
                var shape = RequestShape(requester: requester, verb: verb, target: target)
                if case .resource(let entry, _, _) = target {
                    shape.target = .resource(entry, namespace: place.namespace, name: place.name)
                }
                body(shape, found)
            }
        }
        return true
    }
}
