internal import CMartletKernels
internal import MartletRules

/// Evaluates all tests of a field on one value: a session's scratch around ``MatcherTables``.
struct ValueMatcher: ~Copyable {
    private let tables: MatcherTables
    private let timeZone: ScanOptions.TimeZone?
    private let fields: Constants<MatcherTables.Field>.View
    private let slots: Constants<MatcherTables.ExactSlot>.View
    let tests: Constants<MatcherTables.Test>.View
    let literals: Constants<UInt8>.View
    let searches: Constants<LiteralSearch>.View
    let filters: Constants<UInt64>.View
    let gramSlots: Constants<LiteralSearch.Slot>.View
    let gramEntries: Constants<LiteralSearch.Entry>.View
    private var decoded = Buffer<UInt8>(repeating: 0, count: 512)
    private var folded = Buffer<UInt8>(repeating: 0, count: 512)
    /// The value that was read last, whose tests may be those of several fields.
    private var lastValue = ReadValue()
    /// The values of the other field in a comparison.
    var operands = ComparisonOperands()
    /// The address that the current value is, if its field is tested against blocks of addresses.
    private var address: IPAddress?
    private let cache: ValueCache
    /// How much of a value is searched at a time.
    static let placeCount = 512
    /// Where that part has what may be a gram of a search.
    let places = Buffer<UInt32>(repeating: 0, count: ValueMatcher.placeCount)
    /// The number of the current search, and for each test that of the search which ran it last.
    var runNumber: UInt64 = 0
    let lastRuns: Buffer<UInt64>
    let words: Buffer<UInt64>

    init(_ tables: MatcherTables, timeZone: ScanOptions.TimeZone?, cachePlaceCount: Int) {
        self.tables = tables
        self.timeZone = timeZone
        cache = ValueCache(placeCount: cachePlaceCount)
        fields = tables.fields.view
        slots = tables.slots.view
        tests = tables.tests.view
        literals = tables.literals.view
        searches = tables.searches.view
        filters = tables.filters.view
        gramSlots = tables.gramSlots.view
        gramEntries = tables.gramEntries.view
        var most = 1
        for field in 0..<tables.fields.count {
            most = max(most, Int(tables.fields.view[field].wordCount))
        }
        words = Buffer(repeating: 0, count: most)
        lastRuns = Buffer(repeating: 0, count: tables.tests.count)
    }

    @inline(__always)
    func field(_ number: Int) -> MatcherTables.Field { fields[number] }

    /// Sets the bits of the tests that a value passes in `outcome`, if the value was met before.
    ///
    /// Equal bytes mean an equal value, also where they are to be decoded.
    @inline(__always)
    func recall(
        _ entry: FieldTable.Entry,
        of text: ByteView,
        field number: Int,
        into outcome: borrowing Buffer<UInt64>
    ) -> Bool {
        guard ValueCache.accepts(entry, wordCount: Int(fields[number].wordCount)) else {
            return false
        }
        let key = text.slice(from: Int(entry.offset), count: Int(entry.count))
        let place = cache.place(of: key, kind: entry.kind, field: number)
        guard cache.holds(key, kind: entry.kind, field: number, at: place) else { return false }
        let base = Int(fields[number].wordBase)
        var word = 0
        while word < Int(fields[number].wordCount) {
            outcome[base &+ word] |= cache.word(word, at: place)
            word &+= 1
        }
        return true
    }

    /// Sets the bits of the tests that a value passes in `outcome`, from the field's first word on.
    ///
    /// Throws when the value is no JSON string after all; it was not looked at before.
    mutating func evaluate(
        _ entry: FieldTable.Entry,
        of text: ByteView,
        hasSpecial: Bool,
        field number: Int,
        into outcome: borrowing Buffer<UInt64>
    ) throws(StringDecoder.Failure) {
        let field = fields[number]
        try test(entry, of: text, hasSpecial: hasSpecial, field: field)
        addOutcome(of: field, to: outcome)
        guard ValueCache.accepts(entry, wordCount: Int(field.wordCount)) else { return }
        let key = text.slice(from: Int(entry.offset), count: Int(entry.count))
        let place = cache.place(of: key, kind: entry.kind, field: number)
        cache.store(key, kind: entry.kind, field: number, words: words, at: place)
    }

    /// Whether one value passes the test with a bit of the field; for evidence, off the hot path.
    mutating func passes(
        _ entry: FieldTable.Entry,
        of text: ByteView,
        hasSpecial: Bool,
        field number: Int,
        bit: Int
    ) -> Bool {
        do throws(StringDecoder.Failure) {
            try test(entry, of: text, hasSpecial: hasSpecial, field: fields[number])
        } catch {
            return false
        }
        return passed(bit)
    }

    /// Whether the value that was tested last passed the test with a bit of its field.
    func passed(_ bit: Int) -> Bool {
        words[bit / 64] >> UInt64(bit % 64) & 1 != 0
    }

    /// Adds to `outcome` which tests of a field the value passed that was tested last.
    func addOutcome(of field: MatcherTables.Field, to outcome: borrowing Buffer<UInt64>) {
        let base = Int(field.wordBase)
        for word in 0..<Int(field.wordCount) { outcome[base &+ word] |= words[word] }
    }

    /// Runs every test of a field on a value and leaves the outcome in ``words``.
    private mutating func test(
        _ entry: FieldTable.Entry,
        of text: ByteView,
        hasSpecial: Bool,
        field: MatcherTables.Field
    ) throws(StringDecoder.Failure) {
        for word in 0..<Int(field.wordCount) { words[word] = 0 }
        switch entry.kind {
        case .array, .object:
            return
        case .null:
            if field.nullBit >= 0 { set(Int(field.nullBit)) }
            return
        case .string, .number, .true, .false:
            break
        }
        let value = try value(of: entry, in: text, hasSpecial: hasSpecial)
        var lowered = value
        if field.needsFolding {
            lowered = foldedValue(value)
            look(up: lowered, in: field.folded)
        }
        look(up: value, in: field.cased)
        if field.hasBlocks { address = entry.kind == .string ? self.address(value) : nil }
        let end = Int(field.testBase) + Int(field.testCount)
        for index in Int(field.testBase)..<end {
            run(tests[index], kind: entry.kind, value: value, folded: lowered)
        }
        for index in field.searches.indices {
            search(searches[index], in: lowered, of: value, kind: entry.kind)
        }
    }

    private func address(_ value: ByteView) -> IPAddress? {
        // SAFETY: the value lives for the call.
        unsafe IPAddress(UnsafeBufferPointer(start: value.pointer(), count: value.count))
    }

    /// What a scalar says, its escapes resolved; valid until the next one is asked for.
    mutating func value(
        of entry: FieldTable.Entry,
        in text: ByteView,
        hasSpecial: Bool
    ) throws(StringDecoder.Failure) -> ByteView {
        let raw = text.slice(from: Int(entry.offset), count: Int(entry.count))
        if !lastValue.isOf(entry) {
            lastValue = ReadValue()
            if entry.kind == .string {
                try validateUTF8(raw, at: Int(entry.offset))
            }
            var decodedCount = 0
            if hasSpecial {
                decodedCount = try StringDecoder.decode(
                    text,
                    from: Int(entry.offset),
                    to: Int(entry.offset) + Int(entry.count),
                    into: &decoded
                )
            }
            lastValue = ReadValue(entry, decodedCount: decodedCount)
        }
        guard hasSpecial else { return raw }
        // SAFETY: decoding leaves padding behind the result, which lives in this session.
        return unsafe ByteView(base: decoded.pointer(), count: lastValue.decodedCount)
    }

    /// The value that was read last, case-folded.
    private mutating func foldedValue(_ value: ByteView) -> ByteView {
        if let count = lastValue.foldedCount {
            // SAFETY: as folding left it.
            return unsafe ByteView(base: folded.pointer(), count: count)
        }
        let result = fold(value)
        lastValue.foldedCount = result.count
        return result
    }

    /// The next value is one of another object.
    @inline(__always)
    mutating func forgetValue() { lastValue = ReadValue() }

    func set(_ bit: Int) {
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    private func validateUTF8(_ text: ByteView, at offset: Int) throws(StringDecoder.Failure) {
        var nonASCII: UInt64 = 0
        var position = 0
        while position + 8 <= text.count {
            nonASCII |= text.word(at: position)
            position += 8
        }
        while position < text.count {
            nonASCII |= UInt64(text[position]) & 0x80
            position += 1
        }
        guard nonASCII & 0x8080_8080_8080_8080 != 0 else { return }
        // SAFETY: the span lives for this call only.
        let span = unsafe Span(_unsafeStart: text.pointer(), count: text.count)
        do {
            _ = try UTF8Span(validating: span)
        } catch {
            throw StringDecoder.Failure(
                failure: .invalidUTF8,
                position: offset + error.byteOffsets.lowerBound
            )
        }
    }

    /// A text case-folded; valid until the next one is.
    mutating func fold(_ text: ByteView) -> ByteView {
        let capacity = CaseFolding.capacity(forCount: text.count) + 8
        folded.grow(to: capacity + ByteView.paddingByteCount, repeating: 0)
        lastValue.foldedCount = nil
        // SAFETY: the buffer has the capacity that folding asks for, and padding behind it.
        return unsafe ByteView(
            base: folded.pointer(),
            count: CaseFolding.fold(text.pointer(), count: text.count, into: folded.pointer())
        )
    }

    /// A text of JSON case-folded, if it spells each character of ASCII in one way and has no other;
    /// valid until the next one is folded.
    mutating func foldedIfPlain(_ text: ByteView) -> ByteView? {
        folded.grow(to: text.count + ByteView.paddingByteCount, repeating: 0)
        lastValue.foldedCount = nil
        // SAFETY: the buffer has room for the text, and padding behind it.
        return unsafe martlet_fold_plain(folded.pointer(), text.pointer(), text.count) == 0
            ? nil : ByteView(base: folded.pointer(), count: text.count)
    }

    private func look(up text: ByteView, in table: MatcherTables.ExactTable) {
        guard table.mask != 0 else { return }
        let hash = UInt32(truncatingIfNeeded: TextHash.hash(text))
        var probe = hash & table.mask
        while true {
            let slot = slots[Int(table.base + probe)]
            if slot.bit < 0 { return }
            if slot.hash == hash, literals.literal(slot.text).equals(text) {
                // Texts in a table differ, so there is no other.
                set(Int(slot.bit))
                return
            }
            probe = (probe + 1) & table.mask
        }
    }

    func holds(
        _ test: MatcherTables.Test,
        kind: FieldTable.Kind,
        value: ByteView
    ) -> Bool {
        let literal = literals.literal(test.text)
        switch test.operation {
        case .any:
            return true
        case .prefix: return value.starts(with: literal)
        case .suffix: return value.ends(with: literal)
        case .contains: return value.firstRange(of: literal, from: 0) != nil
        case .glob:
            return GlobMatcher.matches(
                value,
                pieces: tables.pieces.view,
                from: Int(test.index),
                count: Int(test.count),
                literals: literals
            )
        case .number:
            let number = tables.numbers.view[Int(test.index)]
            if kind == .string { return literals.literal(number.text).equals(value) }
            return compare(value, kind: kind, with: number)
        case .compare:
            return compare(value, kind: kind, with: tables.numbers.view[Int(test.index)])
        case .boolean:
            // A JSON number never spells a boolean, so its text needs no exception.
            return equalsIgnoringASCIICase(value, literal)
        case .regex:
            // SAFETY: the value lives for the call.
            return unsafe tables.regexes[Int(test.index)]
                .matches(value.pointer(), count: value.count)
        case .cidr:
            guard let address else { return false }
            return tables.blocks[Int(test.index)].contains(address)
        case .time:
            let wanted = tables.times.view[Int(test.index)]
            guard let time = EventTime(value, in: timeZone) else { return false }
            return wanted.relation.holds(time.value(of: wanted.part), wanted.number)
        case .comparison:
            return false
        }
    }

    private func compare(
        _ value: ByteView,
        kind: FieldTable.Kind,
        with number: MatcherTables.Number
    ) -> Bool {
        guard kind == .string || kind == .number, let found = NumberValue(value) else {
            return false
        }
        return found.stands(in: number.relation, to: number.value)
    }

    /// Compares with a literal of lower-case letters.
    private func equalsIgnoringASCIICase(_ text: ByteView, _ literal: ByteView) -> Bool {
        guard text.count == literal.count else { return false }
        for offset in 0..<text.count where text[offset] | 0x20 != literal[offset] { return false }
        return true
    }
}
