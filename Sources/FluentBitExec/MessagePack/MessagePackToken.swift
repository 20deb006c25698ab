/// One value of MessagePack, or the head of one that holds others.
enum MessagePackToken: Equatable {
    case null
    case boolean(Bool)
    case unsigned(UInt64)
    /// An integer below zero.
    case negative(Int64)
    case float(Float)
    case double(Double)
    /// A text; the range is that of its bytes.
    case string(Range<Int>)
    case binary(Range<Int>)
    case ext(type: Int8, Range<Int>)
    /// As many values follow.
    case array(count: Int)
    /// As many pairs of values follow.
    case map(count: Int)
}
