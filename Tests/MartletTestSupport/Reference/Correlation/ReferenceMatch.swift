internal import MartletEngine
internal import MartletRules

/// A match as `docs/correlations.md` describes it: a base match, or a firing of a correlation.
struct ReferenceMatch {
    /// What is the same in matches that count once.
    enum Key: Hashable {
        case event(UInt64)
        case episode(correlation: Int, group: [FieldValue], opened: Int64)
    }

    /// What the match is made of.
    private indirect enum Origin {
        case event(MatchRecord, fields: [FieldReference])
        case firing(Correlation, group: [FieldValue], completing: ReferenceMatch)
    }

    let time: Int64
    let target: Correlation.Reference.Target
    let key: Key
    private let origin: Origin

    init(_ record: MatchRecord, fields: [FieldReference]) {
        self.time = record.time
        self.target = .rule(record.rule)
        self.key = .event(record.key)
        self.origin = .event(record, fields: fields)
    }

    init(
        _ firing: ReferenceFiring,
        of index: Int,
        _ correlation: Correlation,
        group: [FieldValue],
        opened: Int64
    ) {
        self.time = firing.time
        self.target = .correlation(index)
        self.key = .episode(correlation: index, group: group, opened: opened)
        self.origin = .firing(correlation, group: group, completing: firing.completing)
    }

    /// The base match that it is, or that completed it, however long the chain.
    var record: MatchRecord {
        switch origin {
        case .event(let record, _): record
        case .firing(_, _, let completing): completing.record
        }
    }

    /// The values of a field of a reference.
    func values(of field: FieldReference) -> [FieldValue] {
        switch origin {
        case .event(let record, let fields):
            return fields.firstIndex(of: field).map { record.values[$0] } ?? []
        case .firing(let correlation, let group, let completing):
            // A correlation's matches have fields by name.
            let name = field.paths[0]
            if let index = correlation.groupBy.firstIndex(of: name) {
                return group[index] == .missing ? [] : [group[index]]
            }
            let reference = correlation.references.first { $0.target == completing.target }
            guard let reference else { return [] }
            return completing.values(of: correlation.resolved(name, in: reference))
        }
    }

    /// The order of evidence.
    static func isInOrder(_ left: ReferenceMatch, _ right: ReferenceMatch) -> Bool {
        let (first, second) = (left.record, right.record)
        if left.time != right.time { return left.time < right.time }
        if first.content != second.content { return first.content < second.content }
        let place = (first.place.input, first.place.offset, left.rank)
        let other = (second.place.input, second.place.offset, right.rank)
        if place != other { return place < other }
        return left.group.lexicographicallyPrecedes(right.group)
    }

    /// Rules come before correlations, both in the order of loading.
    private var rank: Int {
        switch target {
        case .rule(let index): index
        case .correlation(let index): Int.max / 2 + index
        }
    }

    private var group: [FieldValue] {
        switch origin {
        case .event: []
        case .firing(_, let group, _): group
        }
    }
}
