internal import MartletRules

/// Compiles the atoms of every field into ``MatcherTables``.
struct MatcherBuilder {
    /// A whole value to find by hash.
    private struct Exact {
        var text: [UInt8]
        var bit: Int
    }

    private var fields: [MatcherTables.Field] = []
    private var slots: [MatcherTables.ExactSlot] = []
    private var tests: [MatcherTables.Test] = []
    private var numbers: [MatcherTables.Number] = []
    private var times: [MatcherTables.Time] = []
    private var pieces: [MatcherTables.GlobPiece] = []
    private var literals = ByteArena()
    private var regexes: [RegularExpression] = []
    private var blocks: [CIDRBlock] = []
    private var searches = LiteralSearchBuilder()
    /// The tests of the current field that a search may find, by the length of grams.
    private var candidates: [[LiteralSearchBuilder.Candidate]] =
        Array(repeating: [], count: LiteralSearchBuilder.widths.upperBound + 1)

    /// Compiles the atoms of fields, whose outcomes lie as `layout` says.
    static func build(
        atoms: [AtomTable.Atom],
        fields: FieldRegistry,
        layout: AtomLayout
    ) -> MatcherTables {
        var builder = MatcherBuilder()
        for (field, numbers) in layout.atomsOfField.enumerated() {
            let words = layout.wordsOfField[field]
            // Blocks are no tests of single values.
            let tests: [(test: ValueTest, bit: Int)] = numbers.compactMap { number in
                guard case .value(let test) = atoms[number].test else { return nil }
                return (test, layout.bitOfAtom[number] - words.base * 64)
            }
            let testsLeaves = fields.valueFields[field] == FieldRegistry.keywords
            builder.add(tests, words: words, testsLeaves: testsLeaves)
        }
        return MatcherTables(
            fields: builder.fields,
            slots: builder.slots,
            tests: builder.tests,
            numbers: builder.numbers,
            times: builder.times,
            pieces: builder.pieces,
            literals: builder.literals.finish(),
            regexes: builder.regexes,
            blocks: builder.blocks,
            searches: builder.searches
        )
    }

    private mutating func add(
        _ atoms: [(test: ValueTest, bit: Int)],
        words: AtomLayout.Words,
        testsLeaves: Bool
    ) {
        var field = MatcherTables.Field()
        field.wordBase = UInt32(words.base)
        field.wordCount = UInt32(words.count)
        field.testBase = UInt32(tests.count)
        var folded: [Exact] = []
        var cased: [Exact] = []
        for (test, bit) in atoms {
            switch test {
            case .exists: field.existsBit = Int32(bit)
            case .null: field.nullBit = Int32(bit)
            case .text(let pattern, let caseSensitive):
                if let literal = pattern.literal {
                    if caseSensitive {
                        cased.append(Exact(text: literal, bit: bit))
                    } else {
                        folded.append(Exact(text: literal, bit: bit))
                    }
                } else {
                    add(pattern, isFolded: !caseSensitive, bit: bit)
                }
            case .number(let literal): add(literal, relation: .equal, operation: .number, bit: bit)
            case .compare(let relation, let literal):
                add(literal, relation: .init(relation), operation: .compare, bit: bit)
            case .boolean(let value):
                var test = MatcherTables.Test(
                    operation: .boolean,
                    isFolded: false,
                    bit: UInt32(bit)
                )
                test.text = literals.store(Array((value ? "true" : "false").utf8))
                tests.append(test)
            case .regex(let regex):
                var test = MatcherTables.Test(operation: .regex, isFolded: false, bit: UInt32(bit))
                test.index = UInt32(regexes.count)
                regexes.append(regex)
                append(
                    test,
                    literals: regex.requiredTexts.map { literals.store($0) },
                    literalsSuffice: false
                )
            case .time(let part, let relation, let number):
                var test = MatcherTables.Test(operation: .time, isFolded: false, bit: UInt32(bit))
                test.index = UInt32(times.count)
                times.append(
                    .init(
                        part: .init(part),
                        relation: relation.map { .init($0) } ?? .equal,
                        number: number
                    )
                )
                tests.append(test)
            case .field(_, let relation, let caseSensitive):
                var test = MatcherTables.Test(
                    operation: .comparison,
                    isFolded: !caseSensitive,
                    bit: UInt32(bit)
                )
                test.index = MatcherTables.TextRelation(relation).rawValue
                tests.append(test)
            case .cidr(let block):
                var test = MatcherTables.Test(operation: .cidr, isFolded: false, bit: UInt32(bit))
                field.hasBlocks = true
                test.index = UInt32(blocks.count)
                blocks.append(block)
                tests.append(test)
            }
        }
        field.folded = table(of: folded)
        field.cased = table(of: cased)
        let needsEachValue = tests.count > field.testBase || atoms.count > candidateCount
        let required =
            testsLeaves && !needsEachValue ? candidates.joined().flatMap(\.literals) : []
        addCandidates(to: &field)
        addRawSearches(for: required, to: &field)
        field.needsFolding =
            !folded.isEmpty || field.searches.count > 0
            || tests[Int(field.testBase)...].contains(where: \.isFolded)
        fields.append(field)
    }

    private mutating func add(_ pattern: TextPattern, isFolded: Bool, bit: Int) {
        var test = MatcherTables.Test(operation: .any, isFolded: isFolded, bit: UInt32(bit))
        switch pattern.pieces.count {
        case 1 where pattern.pieces[0] == .anyRun:
            break
        case 2:
            switch (pattern.pieces[0], pattern.pieces[1]) {
            case (.literal(let bytes), .anyRun):
                test.operation = .prefix
                test.text = literals.store(bytes)
            case (.anyRun, .literal(let bytes)):
                test.operation = .suffix
                test.text = literals.store(bytes)
            default: test.operation = .glob
            }
        case 3:
            if pattern.pieces[0] == .anyRun, pattern.pieces[2] == .anyRun,
                case .literal(let bytes) = pattern.pieces[1]
            {
                test.operation = .contains
                test.text = literals.store(bytes)
            } else {
                test.operation = .glob
            }
        default: test.operation = .glob
        }
        if test.operation == .glob {
            test.index = UInt32(pieces.count)
            test.count = UInt32(pattern.pieces.count)
            for piece in pattern.pieces {
                switch piece {
                case .literal(let bytes):
                    pieces.append(.init(kind: .literal, text: literals.store(bytes)))
                case .anyRun: pieces.append(.init(kind: .anyRun))
                case .anyScalar: pieces.append(.init(kind: .anyScalar))
                case .anyDash: pieces.append(.init(kind: .anyDash))
                }
            }
        }
        if test.operation == .glob {
            let required = RequiredTexts(of: pattern)
            append(
                test,
                literals: required.texts.map { storeFolded($0, isFolded: isFolded) },
                literalsSuffice: required.areSufficient && isFolded
            )
        } else {
            let literal =
                isFolded
                ? test.text : storeFolded(literals.bytes(of: test.text), isFolded: false)
            append(
                test,
                literals: [literal],
                literalsSuffice: test.operation == .contains && isFolded
            )
        }
    }

    /// Stores a literal as it stands in a case-folded value.
    private mutating func storeFolded(_ literal: [UInt8], isFolded: Bool) -> ByteArena.Range {
        literals.store(isFolded ? literal : CaseFolding.folded(literal))
    }

    /// Appends a test: for a search, if every value that passes has one of some literals, none of which
    /// is too short.
    private mutating func append(
        _ test: MatcherTables.Test,
        literals: [ByteArena.Range],
        literalsSuffice: Bool
    ) {
        let candidate = LiteralSearchBuilder.Candidate(
            test: test,
            literals: literals,
            literalsSuffice: literalsSuffice
        )
        let width = min(
            Int(literals.min { $0.count < $1.count }?.count ?? 0),
            LiteralSearchBuilder.widths.upperBound
        )
        if LiteralSearchBuilder.widths.contains(width) {
            candidates[width].append(candidate)
        } else {
            tests.append(test)
        }
    }

    /// Adds the searches for the tests of the current field, or these tests, if they are few.
    private mutating func addCandidates(to field: inout MatcherTables.Field) {
        for width in LiteralSearchBuilder.widths.reversed() {
            if let shorter = shorterWidth(width) {
                // Shorter grams find these tests as well, if in more places.
                guard !LiteralSearchBuilder.deserveGrams(candidates[width]) else { continue }
                candidates[shorter] += candidates[width]
            } else {
                guard !LiteralSearchBuilder.deserveSearch(candidates[width]) else { continue }
                tests += candidates[width].lazy.map(\.test)
            }
            candidates[width].removeAll(keepingCapacity: true)
        }
        field.testCount = UInt32(tests.count) - field.testBase
        field.searches.base = Int32(searches.searches.count)
        for width in LiteralSearchBuilder.widths where !candidates[width].isEmpty {
            searches.add(
                candidates[width],
                width: width,
                firstTest: tests.count,
                literals: literals
            )
            tests += candidates[width].lazy.map(\.test)
            field.searches.count += 1
            candidates[width].removeAll(keepingCapacity: true)
        }
    }

    private var candidateCount: Int { candidates.reduce(0) { $0 + $1.count } }

    /// Adds the searches of a field that every leaf of an object is a value of.
    ///
    /// Literals are looked for as JSON spells them; if it can spell one in too many ways, there are none.
    private mutating func addRawSearches(
        for required: [ByteArena.Range],
        to field: inout MatcherTables.Field
    ) {
        var spelt: [ByteArena.Range] = []
        for literal in required {
            let text = literals.bytes(of: literal)
            // No text beyond ASCII is searched so.
            guard text.allSatisfy({ $0 < 0x80 }) else { continue }
            guard let spellings = JSONSpelling.all(of: text) else { return }
            spelt += spellings.map { literals.store($0) }
        }
        guard let shortest = spelt.map(\.count).min() else { return }
        field.rawSearches.base = Int32(searches.searches.count)
        field.rawSearches.count = 1
        // Of no test in particular: where a literal stands, all of the field's are run.
        let test = MatcherTables.Test(operation: .any, isFolded: true, bit: 0)
        searches.add(
            [.init(test: test, literals: spelt, literalsSuffice: false)],
            width: min(Int(shortest), LiteralSearchBuilder.widths.upperBound),
            firstTest: 0,
            literals: literals
        )
    }

    /// The next shorter grams for which there are tests.
    private func shorterWidth(_ width: Int) -> Int? {
        LiteralSearchBuilder.widths.last { $0 < width && !candidates[$0].isEmpty }
    }

    private mutating func add(
        _ literal: NumberLiteral,
        relation: NumberValue.Relation,
        operation: MatcherTables.Operation,
        bit: Int
    ) {
        var test = MatcherTables.Test(operation: operation, isFolded: false, bit: UInt32(bit))
        test.index = UInt32(numbers.count)
        numbers.append(
            .init(
                value: NumberValue(literal),
                relation: relation,
                text: literals.store(Array(literal.text.utf8))
            )
        )
        tests.append(test)
    }

    private mutating func table(of values: [Exact]) -> MatcherTables.ExactTable {
        guard !values.isEmpty else { return MatcherTables.ExactTable() }
        var capacity = 2
        while capacity < values.count * 2 { capacity *= 2 }
        let base = slots.count
        slots += Array(repeating: MatcherTables.ExactSlot(), count: capacity)
        for value in values {
            let hash = UInt32(truncatingIfNeeded: TextHash.hash(value.text))
            var probe = Int(hash) & (capacity - 1)
            while slots[base + probe].bit >= 0 { probe = (probe + 1) & (capacity - 1) }
            slots[base + probe] = .init(
                hash: hash,
                bit: Int32(value.bit),
                text: literals.store(value.text)
            )
        }
        return .init(base: UInt32(base), mask: UInt32(capacity - 1))
    }
}

extension NumberValue.Relation {
    fileprivate init(_ relation: ValueTest.Relation) {
        switch relation {
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        }
    }
}

extension EventTime.Part {
    init(_ part: TimePart) {
        switch part {
        case .minute: self = .minute
        case .hour: self = .hour
        case .day: self = .day
        case .week: self = .week
        case .month: self = .month
        case .year: self = .year
        }
    }
}

extension MatcherTables.TextRelation {
    fileprivate init(_ relation: ValueTest.TextRelation) {
        switch relation {
        case .equal: self = .equal
        case .contains: self = .contains
        case .startsWith: self = .startsWith
        case .endsWith: self = .endsWith
        }
    }
}
