internal import MartletRules

/// The tests of every field, compiled: what to look up and what to try for each value.
package final class MatcherTables: Sendable {
    /// A hash table of whole values.
    struct ExactTable: BitwiseCopyable, Sendable {
        var base: UInt32 = 0
        /// A power of two less one; 0 for an empty table.
        var mask: UInt32 = 0
    }

    /// A value in an ``ExactTable``; an empty slot has bit -1.
    struct ExactSlot: BitwiseCopyable, Sendable {
        var hash: UInt32 = 0
        var bit: Int32 = -1
        var text = ByteArena.Range(start: 0, count: 0)
    }

    /// What a test that is no exact text does.
    enum Operation: UInt8, BitwiseCopyable, Sendable {
        case any
        case prefix
        case suffix
        case contains
        case glob
        case number
        case boolean
        case compare
        case regex
        case cidr
        case time
        /// With the values of another field; the test's index is a ``TextRelation``.
        case comparison
    }

    /// How two texts of an event stand to each other.
    enum TextRelation: UInt32, BitwiseCopyable, Sendable {
        case equal
        case contains
        case startsWith
        case endsWith
    }

    /// A part of a time to compare with.
    struct Time: BitwiseCopyable, Sendable {
        var part: EventTime.Part
        var relation: NumberValue.Relation
        var number: Int
    }

    /// A test of values.
    struct Test: BitwiseCopyable, Sendable {
        var operation: Operation
        /// Whether it reads the case-folded value.
        var isFolded: Bool
        /// The bit within the field's words.
        var bit: UInt32
        /// The literal of a text test, the expected text of a boolean.
        var text = ByteArena.Range(start: 0, count: 0)
        /// The index in the table of the operation: globs, numbers, times, regexes, blocks.
        var index: UInt32 = 0
        /// The number of pieces of a glob.
        var count: UInt32 = 0
    }

    /// A number to compare with.
    struct Number: BitwiseCopyable, Sendable {
        var value: NumberValue
        var relation: NumberValue.Relation
        var text: ByteArena.Range
    }

    /// A piece of a glob.
    package struct GlobPiece: BitwiseCopyable, Sendable {
        /// What a piece lets pass.
        package enum Kind: UInt8, BitwiseCopyable, Sendable {
            case literal
            case anyRun
            case anyScalar
            case anyDash
        }

        var kind: Kind
        var text: ByteArena.Range

        package init(kind: Kind, text: ByteArena.Range = .init(start: 0, count: 0)) {
            self.kind = kind
            self.text = text
        }
    }

    /// Everything about one field.
    struct Field: BitwiseCopyable, Sendable {
        var wordBase: UInt32 = 0
        var wordCount: UInt32 = 0
        /// The bits of presence and of null within the field's words, or -1.
        var existsBit: Int32 = -1
        var nullBit: Int32 = -1
        var folded = ExactTable()
        var cased = ExactTable()
        /// The tests that are tried on every value.
        var testBase: UInt32 = 0
        var testCount: UInt32 = 0
        /// Whether any test reads the case-folded value.
        var needsFolding = false
        /// Whether any test is one of blocks of addresses.
        var hasBlocks = false
        /// What finds the tests behind those that are tried on every value.
        var searches = CompiledRules.Run()
        /// What finds, in the text of a whole object, whether one of its values may pass a test; none
        /// for most fields.
        var rawSearches = CompiledRules.Run()
    }

    let fields: Constants<Field>
    let slots: Constants<ExactSlot>
    let tests: Constants<Test>
    let numbers: Constants<Number>
    let times: Constants<Time>
    let pieces: Constants<GlobPiece>
    let literals: Constants<UInt8>
    let regexes: [RegularExpression]
    let blocks: [CIDRBlock]
    let searches: Constants<LiteralSearch>
    let filters: Constants<UInt64>
    let gramSlots: Constants<LiteralSearch.Slot>
    let gramEntries: Constants<LiteralSearch.Entry>

    init(
        fields: [Field],
        slots: [ExactSlot],
        tests: [Test],
        numbers: [Number],
        times: [Time],
        pieces: [GlobPiece],
        literals: Constants<UInt8>,
        regexes: [RegularExpression],
        blocks: [CIDRBlock],
        searches: LiteralSearchBuilder
    ) {
        self.fields = Constants(fields)
        self.slots = Constants(slots)
        self.tests = Constants(tests)
        self.numbers = Constants(numbers)
        self.times = Constants(times)
        self.pieces = Constants(pieces)
        self.literals = literals
        self.regexes = regexes
        self.blocks = blocks
        self.searches = Constants(searches.searches)
        self.filters = Constants(searches.filters)
        self.gramSlots = Constants(searches.slots)
        self.gramEntries = Constants(searches.entries)
    }
}
