internal import MartletEngine

/// How everything that is known of groups becomes bytes, and comes back in another run.
///
/// First the lanes, by their identity; then, one after another, the names of inputs where they are
/// first needed, and groups, each with its length, so that those of a lane that is gone can be
/// passed over.
extension Correlator {
    /// What a part of the bytes is.
    private enum Part {
        static let end: UInt8 = 0
        static let input: UInt8 = 1
        static let group: UInt8 = 2
    }

    /// Bytes are handed on in pieces of about this many.
    private static let pieceByteCount = 1 << 16

    /// Writes what is known of groups.
    ///
    /// To be called behind ``advance(_:to:on:)`` or ``pause(at:on:)``, when no instant is begun.
    ///
    /// - Parameter emit: takes the bytes, piece after piece.
    /// - Throws: what that throws.
    package func encodeState<Failure: Error>(
        _ emit: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var output = RecordWriter()
        output.append(fixed: UInt64(bitPattern: Int64(room)))
        output.append(plan.lanes.count)
        for (lane, identity) in zip(plan.lanes, plan.identities) {
            output.append(identity)
            output.append(lane.carriedNames.count)
            for name in lane.carriedNames { output.append(Array(name.utf8)) }
        }
        var writer = GroupWriter()
        for shard in stages.joined() {
            var group = shard.state.stalest
            while group != 0 {
                writer.append(group, of: shard.state)
                let (bytes, freshInputs) = writer.take()
                for input in freshInputs {
                    output.append(byte: Part.input)
                    output.append(Array(name(ofInput: input).utf8))
                }
                output.append(byte: Part.group)
                output.append(Int(shard.state.groups[group].lane))
                output.append(bytes)
                if output.bytes.count >= Correlator.pieceByteCount { try emit(output.take()) }
                group = shard.state.groups[group].fresher
            }
        }
        output.append(byte: Part.end)
        try emit(output.take())
    }

    private func name(ofInput number: Int) -> String {
        inputNames.indices.contains(number) ? inputNames[number] : "-"
    }

    /// Takes up what an earlier run knew of groups; to be called before anything else.
    ///
    /// The names of inputs that it met are added to ``inputNames`` where they are missing.
    ///
    /// - Parameters:
    ///   - reader: stands where ``encodeState(_:)`` began; afterwards behind its end.
    ///   - time: up to which everything was decided.
    /// - Returns: what became of the lanes.
    /// - Throws: if the bytes are none that ``encodeState(_:)`` wrote; the correlator is of no use then.
    package func restoreState(
        from reader: inout RecordReader,
        decidedAt time: Int64
    ) throws(RecordReader.Damage) -> StateChange {
        let room = Int(Int64(bitPattern: try reader.readFixed()))
        let saved = try readLanes(&reader)
        var inputs: [Int] = []
        var known = Dictionary(
            zip(inputNames, inputNames.indices),
            uniquingKeysWith: { first, _ in first }
        )
        loop: while true {
            switch try reader.readByte() {
            case Part.end: break loop
            case Part.input: inputs.append(number(ofInput: try reader.readName(), &known))
            case Part.group:
                let lane = try reader.readNumber()
                guard saved.indices.contains(lane) else { throw RecordReader.Damage() }
                let record = try reader.readRecord()
                guard let current = saved[lane].lane else { continue }
                var group = GroupReader(
                    record,
                    lane: plan.lanes[current],
                    inputs: inputs,
                    carriedNames: saved[lane].carriedNames
                )
                try restore(try group.read(), lane: current, at: time)
            default: throw RecordReader.Damage()
            }
        }
        let kept = saved.compactMap(\.lane)
        if kept != Array(plan.lanes.indices) {
            // Groups have come to other shards, from several.
            for shard in stages.joined() { shard.state.sortByRecency() }
        }
        if room > 0 { self.room = min(self.room, room) }
        makeRoom()
        return StateChange(
            kept: kept.count,
            dropped: saved.count - kept.count,
            fresh: plan.lanes.count - kept.count
        )
    }

    /// A lane of the earlier run.
    private struct SavedLane {
        /// Which of the lanes it is now, if what it kept still applies.
        var lane: Int?
        var carriedNames: [String]
    }

    private func readLanes(
        _ reader: inout RecordReader
    ) throws(RecordReader.Damage) -> [SavedLane] {
        var lanes: [SavedLane] = []
        var taken: Set<Int> = []
        for _ in 0..<(try reader.readCount()) {
            let identity = try reader.readIdentity()
            var names: [String] = []
            for _ in 0..<(try reader.readCount()) { names.append(try reader.readName()) }
            let lane = plan.identities.firstIndex(of: identity)
            if let lane, !taken.insert(lane).inserted { throw RecordReader.Damage() }
            lanes.append(SavedLane(lane: lane, carriedNames: names))
        }
        return lanes
    }

    private func number(ofInput name: String, _ known: inout [String: Int]) -> Int {
        if let number = known[name] { return number }
        let number = inputNames.count
        inputNames.append(name)
        known[name] = number
        return number
    }

    private func restore(
        _ content: GroupReader.Content,
        lane: Int,
        at time: Int64
    ) throws(RecordReader.Damage) {
        var writer = WordWriter()
        GroupKey.append(
            content.values.map { [$0] },
            picked: Array(repeating: 0, count: content.values.count),
            prefix: UInt32(lane),
            to: &writer
        )
        let hash = Mixing.hash(writer.words, from: 0, count: writer.words.count)
        let shards = stages[plan.lanes[lane].level]
        try shards[Int(hash & UInt64(shards.count - 1))].state.restore(
            content,
            lane: lane,
            hash: hash,
            key: writer.words,
            at: time
        )
    }
}

extension RecordWriter {
    /// Appends what a lane is known by.
    package mutating func append(_ identity: LaneIdentity) {
        append(byte: identity.isCorrelation ? 1 : 0)
        append(Array(identity.rule.text.utf8))
        append(identity.rule.ordinal)
        append(fixed: identity.shape)
    }
}

extension RecordReader {
    /// Reads what a lane is known by.
    package mutating func readIdentity() throws(Damage) -> LaneIdentity {
        LaneIdentity(
            isCorrelation: try readFlag(),
            rule: RuleIdentity(text: try readName(), ordinal: try readNumber()),
            shape: try readFixed()
        )
    }
}
