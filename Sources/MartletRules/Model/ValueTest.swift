/// What one value of a rule asks of one value of an event.
///
/// This is the whole meaning of Sigma's value modifiers once they are resolved; the engine and the
/// reference evaluator both start from here.
package enum ValueTest: Hashable, Sendable {
    /// A text that covers the whole value: strings as they are, numbers and booleans by their JSON
    /// text, never `null`, arrays or objects. Without `caseSensitive` both sides are case-folded.
    case text(TextPattern, caseSensitive: Bool)
    /// A number: equal as 64-bit integers when both are, else as doubles; a string value must equal
    /// the literal's text.
    case number(NumberLiteral)
    /// A boolean: the JSON value, or its text in any case.
    case boolean(Bool)
    /// The field is absent, or a value is JSON `null`.
    case null
    /// The field is present (JSON `null` included) or, with `false`, absent.
    case exists(Bool)
    /// A search anywhere in the value's text.
    case regex(RegularExpression)
    /// The value is the text of an address in the block; `::ffff:a.b.c.d` counts as IPv4.
    case cidr(CIDRBlock)
    /// The value, or the number that its text spells, stands in this relation to the literal.
    case compare(Relation, NumberLiteral)
    /// Another field of the event (of the element, in a block) has a value that stands in this
    /// relation to the value: the texts of both are compared, numbers and booleans by their JSON
    /// text; two numbers by value. An absent field has no value.
    case field(FieldReference, TextRelation, caseSensitive: Bool)
    /// A part of the time that the value's text says, or that it is in seconds or milliseconds since
    /// 1970, equals the number or stands in the relation to it.
    case time(TimePart, Relation?, Int)

    /// An order of two numbers.
    package enum Relation: Hashable, Sendable {
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
    }
    /// How the text of one value stands to that of another.
    package enum TextRelation: Hashable, Sendable {
        case equal
        /// The event's value contains that of the other field.
        case contains
        case startsWith
        case endsWith
    }
}
