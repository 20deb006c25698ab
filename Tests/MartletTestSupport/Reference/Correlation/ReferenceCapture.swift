package import MartletEngine
package import MartletRules

/// Finds the matches in some inputs with the reference evaluator, as correlations read them.
package struct ReferenceCapture {
    /// A named file of events, one a line.
    package struct Input {
        package let name: String
        package let text: [UInt8]

        package init(name: String, text: [UInt8]) {
            self.name = name
            self.text = text
        }
    }

    /// In the order of the inputs.
    package private(set) var records: [MatchRecord] = []
    /// Events with matches that do not say when they happened.
    package private(set) var noTimeCount = 0
    /// The latest of the times of the inputs' last events.
    package private(set) var end = Int64.min
    private let ruleSet: RuleSet
    private let outlines: [MatchOutline]
    private let recognitions: [Rule]
    private let inputNames: [String]
    private var keys: [[[FieldValue]]: UInt64] = [:]

    package init(_ inputs: [Input], with ruleSet: RuleSet) {
        self.ruleSet = ruleSet
        self.inputNames = inputs.map(\.name)
        self.outlines = ruleSet.matchOutlines
        self.recognitions = ruleSet.logSources.map { source in
            Rule(title: source.name, detection: source.recognition, location: source.location)
        }
        for (number, input) in inputs.enumerated() {
            var offset = 0
            var last: Int64?
            for (line, found) in ReferenceScan.lines(of: input.text).enumerated() {
                if let event = found.event {
                    let place = MatchRecord.Place(
                        input: number,
                        line: line + 1,
                        offset: offset,
                        length: found.bytes.count
                    )
                    last = add(event, found.bytes, at: place)
                }
                offset += found.bytes.count + 1
            }
            if let last { end = max(end, last) }
        }
    }

    /// Adds the matches of an event.
    ///
    /// - Returns: When it happened, if it says so.
    private mutating func add(
        _ event: JSONValue,
        _ bytes: [UInt8],
        at place: MatchRecord.Place
    ) -> Int64? {
        let evaluator = ReferenceEvaluator(event: event)
        let source = recognitions.firstIndex { evaluator.matches($0) }
            .map { ruleSet.logSources[$0] }
        let time = source?.time.lazy
            .flatMap { ReferenceOccurrence(of: FieldReference($0), in: event).values }
            .compactMap { ReferenceInstant.nanoseconds($0) }.first
        let matched = ruleSet.rules.indices.filter { index in
            outlines[index].isCollected && evaluator.matches(ruleSet.rules[index])
                && evaluator.filter(hiding: ruleSet.rules[index], of: ruleSet) == nil
        }
        guard !matched.isEmpty else { return time }
        guard let time else {
            noTimeCount += 1
            return nil
        }
        var named = (source?.duplicateKey ?? []).map { values(of: FieldReference($0), in: event) }
        if named.first?.isEmpty ?? true {
            let text = "\(place.input):\(place.offset)"
            named = [[], [FieldValue(.string, text: Array(text.utf8))]]
        }
        let key = keys[named] ?? UInt64(keys.count)
        keys[named] = key
        for rule in matched {
            let signal = QuietSignal.text(
                at: place,
                of: inputNames[place.input],
                ruleSet.rules[rule].level
            )
            let isQuiet = outlines[rule].isQuiet
            records.append(
                MatchRecord(
                    time: time,
                    rule: rule,
                    key: key,
                    content: bytes.reduce(14_695_981_039_346_656_037) {
                        ($0 ^ UInt64($1)) &* 1_099_511_628_211
                    },
                    place: place,
                    values: PackedValues(outlines[rule].fields.map { values(of: $0, in: event) }),
                    signal: isQuiet ? signal.bytes : [],
                    signalSplit: isQuiet ? signal.split : 0
                )
            )
        }
        return time
    }

    /// The values of a field, each once.
    private func values(of field: FieldReference, in event: JSONValue) -> [FieldValue] {
        var values: [FieldValue] = []
        for found in ReferenceOccurrence(of: field, in: event).values {
            if let value = FieldValue(found), !values.contains(value) { values.append(value) }
        }
        return values
    }
}

extension FieldValue {
    /// A JSON value of at most 256 bytes, or of a group that has none; `nil` for what is no value.
    package init?(_ value: JSONValue) {
        switch value {
        case .boolean(let holds): self.init(.boolean, text: Array("\(holds)".utf8))
        case .number(let text): self.init(.number, text: ReferenceDigits(text)?.text ?? text)
        case .string(let text): self.init(.string, text: text)
        case .null, .array, .object: return nil
        }
    }
}
