internal import MartletRules

/// Finds a field's values by the letter of the rule language, one object at a time.
///
/// The scanner takes every spelling of a dotted name that an event holds. When several of them
/// occur, the longest literal key wins at each level; that is rare, so it is decided here, slowly.
/// So is what an index asks for, which no walk by keys can tell.
struct PathResolver: Sendable {
    private let steps: [FieldPath.Step]
    /// For each step, the keys that it and the keys behind it can be spelt as, the longest first.
    private let spellings: [[[UInt8]]]

    /// Takes the steps from a value on.
    init(_ steps: [FieldPath.Step]) {
        self.steps = steps
        self.spellings = steps.indices.map { first in
            var spellings: [[UInt8]] = []
            for case .key(let key) in steps[first...].prefix(while: { $0.isKey }) {
                let joined = spellings.last.map { $0 + [UInt8(ascii: ".")] } ?? []
                spellings.append(joined + key)
            }
            return spellings.reversed()
        }
    }

    init(_ path: FieldPath) {
        self.init(path.steps)
    }

    /// Appends to a field what the steps lead to from the value at an offset; `false` after a
    /// failure.
    ///
    /// The event's walk has read every object on the way to an index, so that those are known to
    /// be sound; what lies behind is passed over by its brackets.
    func resolve(from offset: Int, into field: Int, in scanner: inout Scanner) -> Bool {
        follow(valueAt: offset, from: 0, into: field, in: &scanner) != nil
    }

    /// Whether the keys from `first` on, up to an index, lead to at least one value; `nil` after a
    /// failure.
    ///
    /// What wins among spellings is decided by the keys alone, before an index is looked at.
    private func follow(
        valueAt offset: Int,
        from first: Int,
        into field: Int,
        in scanner: inout Scanner
    ) -> Bool? {
        guard first < steps.count else { return end(at: offset, into: field, in: &scanner) }
        let kind = scanner.kind(at: offset)
        if case .index(let number) = steps[first] {
            guard kind == .array, let member = scanner.memberOffset(number, ofArrayAt: offset)
            else { return true }
            let leads = follow(valueAt: member, from: first + 1, into: field, in: &scanner)
            return leads == nil ? nil : true
        }
        switch kind {
        case .object:
            return follow(objectAt: offset, from: first, into: field, in: &scanner)
        case .array:
            var isFound = false
            var members = MemberCursor(ofArrayAt: offset, flattens: true)
            while let member = members.next(in: scanner) {
                guard scanner.kind(at: member) == .object else { continue }
                guard
                    let leads = follow(objectAt: member, from: first, into: field, in: &scanner)
                else { return nil }
                isFound = isFound || leads
            }
            return isFound
        case .string, .number, .true, .false, .null:
            return false
        }
    }

    private func follow(
        objectAt offset: Int,
        from first: Int,
        into field: Int,
        in scanner: inout Scanner
    ) -> Bool? {
        let spellings = spellings[first]
        for (index, key) in spellings.enumerated() {
            guard let value = scanner.valueOffset(ofKey: key, inObjectAt: offset) else { continue }
            let next = first + spellings.count - index
            guard let leads = follow(valueAt: value, from: next, into: field, in: &scanner) else {
                return nil
            }
            if leads { return true }
        }
        return false
    }

    /// Appends a value at the path's end, and the members of an array; `nil` after a failure.
    private func end(at offset: Int, into field: Int, in scanner: inout Scanner) -> Bool? {
        guard scanner.append(valueAt: offset, to: field) else { return nil }
        guard scanner.kind(at: offset) == .array else { return true }
        var members = MemberCursor(ofArrayAt: offset, flattens: true)
        while let member = members.next(in: scanner) {
            guard scanner.append(valueAt: member, to: field) else { return nil }
        }
        return true
    }
}

extension FieldPath.Step {
    fileprivate var isKey: Bool {
        if case .key = self { true } else { false }
    }
}
