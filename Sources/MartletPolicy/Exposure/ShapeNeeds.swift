/// What must be recorded of a request so that a rule can match it: one of these ways.
struct ShapeNeeds {
    /// What of an event a match takes.
    enum Part {
        case metadata
        case requestBody
        case responseBody
        case bothBodies

        /// The level that records it.
        var level: AuditLevel {
            switch self {
            case .metadata: .metadata
            case .requestBody: .request
            case .responseBody, .bothBodies: .requestResponse
            }
        }
    }

    /// The stages at which the rule can match, and what it reads there.
    private(set) var ways: [(stage: AuditStage, part: Part)] = []

    /// Tries a request with more and more of it recorded.
    init(_ shape: RequestShape, _ detections: [SketchedDetection], hasForeignFields: Bool) {
        let readsLevel = detections.contains(where: \.readsLevel)
        // What nothing reads changes nothing, so that it need not be tried.
        let readsBodies = readsLevel || detections.contains { $0.readsRequest || $0.readsResponse }
        let readsResponse = readsLevel || detections.contains(where: \.readsResponse)
        for stage in shape.stages {
            func event(_ level: AuditLevel, request: Bool, response: Bool) -> PartialEvent {
                PartialEvent(
                    shape: shape,
                    stage: stage,
                    level: level,
                    showsRequest: request,
                    showsResponse: response,
                    hasForeignFields: hasForeignFields
                )
            }
            func isPossible(_ level: AuditLevel, request: Bool, response: Bool) -> Bool {
                let event = event(level, request: request, response: response)
                return detections.allSatisfy { $0.chance(in: event) > .never }
            }
            // What is open is possible: with everything shown the rule matches if it ever does, unless
            // it asks for a lower level.
            guard
                isPossible(.requestResponse, request: true, response: true)
                    || readsLevel
            else { continue }
            if !readsBodies || isPossible(.metadata, request: false, response: false) {
                ways.append((stage, .metadata))
                continue
            }
            guard readsResponse else {
                ways.append((stage, .requestBody))
                continue
            }
            let reads = isPossible(.request, request: true, response: false)
            let hears = isPossible(.requestResponse, request: false, response: true)
            if reads { ways.append((stage, .requestBody)) }
            if hears { ways.append((stage, .responseBody)) }
            guard !hears else { continue }
            let whole = event(.requestResponse, request: true, response: true)
            let compares =
                reads
                ? detections.contains {
                    $0.gains(from: event(.request, request: true, response: false), to: whole)
                }
                : isPossible(.requestResponse, request: true, response: true)
            if compares { ways.append((stage, .bothBodies)) }
        }
    }

    /// The least level that lets the rule match at all.
    var leastLevel: AuditLevel? { ways.map(\.part.level).min() }

    /// The level that shows the rule all that it can read.
    ///
    /// A patch may hold only what it changes, so that the response says more than the request.
    func fullLevel(of verb: String) -> AuditLevel? {
        guard let leastLevel else { return nil }
        let hears = ways.contains { $0.part.level == .requestResponse }
        return hears && !["create", "update"].contains(verb) ? .requestResponse : leastLevel
    }
}
