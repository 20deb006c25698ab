/// A test of a value, prepared so that it can be held against many others.
struct ComparableTest {
    let test: ValueTest
    /// The pattern of a text test, scalar by scalar; letters of ASCII in lower case.
    let folded: [UInt32]
    /// The same with the letters as they are.
    let exact: [UInt32]
    /// A bit for each kind of letter that the pattern's literals hold.
    let letters: UInt64
    /// Whether the test is one of text: most are, and most pairs differ in their letters.
    private let isText: Bool
    /// Whether all literals are ASCII, whose case folding is known here in full.
    let isASCII: Bool

    /// What stands for wildcards among scalars, beyond Unicode.
    private static let anyRun: UInt32 = 0x11_0000
    private static let anyScalar: UInt32 = 0x11_0001
    private static let anyDash: UInt32 = 0x11_0002

    init(_ test: ValueTest) {
        self.test = test
        guard case .text(let pattern, _) = test else {
            folded = []
            exact = []
            letters = 0
            isText = false
            isASCII = true
            return
        }
        var exact: [UInt32] = []
        for piece in pattern.pieces {
            switch piece {
            case .literal(let bytes):
                exact += String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
            case .anyRun: exact.append(ComparableTest.anyRun)
            case .anyScalar: exact.append(ComparableTest.anyScalar)
            case .anyDash: exact.append(ComparableTest.anyDash)
            }
        }
        self.isText = true
        self.exact = exact
        self.folded = exact.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let literals = folded.filter { $0 < ComparableTest.anyRun }
        self.letters = literals.reduce(0) { $0 | 1 << UInt64($1 & 63) }
        self.isASCII = literals.allSatisfy { $0 < 0x80 }
    }

    /// Whether every value that passes this test passes the other; `false` also means unknown.
    func implies(_ other: ComparableTest) -> Bool {
        if isText, other.isText, other.letters & ~letters != 0 { return false }
        switch (test, other.test) {
        case (.text(_, let cased), .text(_, let otherCased)):
            guard cased || !otherCased else { return false }
            return otherCased
                ? ComparableTest.covers(other.exact, exact)
                : ComparableTest.covers(other.folded, folded)
        case (.exists(false), .null): return true
        case (_, .exists(true)): return needsValue || test == .exists(true)
        case (.number(let number), .compare(let relation, let bound)):
            return number.stands(relation, to: bound)
        case (.compare(let relation, let bound), .compare(let otherRelation, let otherBound)):
            return ComparableTest.range(relation, bound, liesIn: otherRelation, otherBound)
        case (.cidr(let block), .cidr(let otherBlock)):
            return otherBlock.prefixLength <= block.prefixLength
                && otherBlock.contains(IPAddress(bits: block.network, isIPv6: block.isIPv6))
        default: return test == other.test
        }
    }

    /// Whether no single value passes both tests; `false` also means unknown.
    func excludes(_ other: ComparableTest) -> Bool {
        switch (test, other.test) {
        case (.text(let pattern, _), .text(let otherPattern, _)):
            guard isASCII, other.isASCII else { return false }
            if pattern.literal != nil { return !ComparableTest.covers(other.folded, folded) }
            if otherPattern.literal != nil { return !ComparableTest.covers(folded, other.folded) }
            return false
        case (.number(let number), .number(let otherNumber)):
            guard let left = number.integer, let right = otherNumber.integer else { return false }
            return left != right
        case (.number(let number), .compare(let relation, let bound)),
            (.compare(let relation, let bound), .number(let number)):
            return !number.stands(relation, to: bound)
        case (.compare(let relation, let bound), .compare(let otherRelation, let otherBound)):
            return ComparableTest.areApart(relation, bound, otherRelation, otherBound)
                || ComparableTest.areApart(otherRelation, otherBound, relation, bound)
        case (.number, .text(let pattern, _)), (.text(let pattern, _), .number):
            return pattern.literal?.contains(where: \.isASCIIDigit) == false
        case (.boolean(let value), .boolean(let otherValue)): return value != otherValue
        case (.null, _): return other.needsValue
        case (_, .null): return needsValue
        default: return false
        }
    }

    /// Whether the test passes only where the field has a value that is not null.
    var needsValue: Bool {
        switch test {
        case .exists, .null: false
        case .text, .number, .boolean, .regex, .cidr, .compare, .field, .time: true
        }
    }

    /// Whether a pattern covers another: every text of the other is one of the pattern's.
    ///
    /// The other's wildcards are read as letters of their own, which only wildcards take.
    private static func covers(_ pattern: [UInt32], _ other: [UInt32]) -> Bool {
        var index = 0
        var position = 0
        var resume: (index: Int, position: Int)?
        while position < other.count {
            if index < pattern.count, pattern[index] == anyRun {
                resume = (index, position)
                index += 1
            } else if index < pattern.count, takes(pattern[index], other[position]) {
                index += 1
                position += 1
            } else if let last = resume {
                index = last.index + 1
                position = last.position + 1
                resume = (last.index, position)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == anyRun }
    }

    private static func takes(_ piece: UInt32, _ letter: UInt32) -> Bool {
        switch piece {
        case anyScalar: letter != anyRun
        case anyDash: [anyDash, 0x2D, 0x2F, 0x2013, 0x2014, 0x2015].contains(letter)
        default: piece == letter
        }
    }

    /// Whether all numbers in one relation stand in the other too.
    private static func range(
        _ relation: ValueTest.Relation,
        _ bound: NumberLiteral,
        liesIn other: ValueTest.Relation,
        _ otherBound: NumberLiteral
    ) -> Bool {
        guard relation.isUpward == other.isUpward else { return false }
        return bound.stands(relation.isUpward ? .greater : .less, to: otherBound)
            || bound.isSame(as: otherBound) && (!other.isStrict || relation.isStrict)
    }

    /// Whether one range begins where the other has ended.
    private static func areApart(
        _ upward: ValueTest.Relation,
        _ lower: NumberLiteral,
        _ downward: ValueTest.Relation,
        _ upper: NumberLiteral
    ) -> Bool {
        guard upward.isUpward, !downward.isUpward else { return false }
        return lower.stands(.greater, to: upper)
            || lower.isSame(as: upper) && (upward.isStrict || downward.isStrict)
    }
}

extension ValueTest.Relation {
    fileprivate var isUpward: Bool { self == .greater || self == .greaterOrEqual }
    fileprivate var isStrict: Bool { self == .greater || self == .less }
}

extension NumberLiteral {
    fileprivate func isSame(as other: NumberLiteral) -> Bool {
        if let left = integer, let right = other.integer { return left == right }
        return double == other.double
    }

    fileprivate func stands(_ relation: ValueTest.Relation, to other: NumberLiteral) -> Bool {
        let isSame = isSame(as: other)
        var isLess = double < other.double
        if let left = integer, let right = other.integer { isLess = left < right }
        return switch relation {
        case .less: isLess
        case .lessOrEqual: isLess || isSame
        case .greater: !isLess && !isSame
        case .greaterOrEqual: !isLess
        }
    }
}
