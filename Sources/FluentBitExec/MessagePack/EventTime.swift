/// When an event happened, as fluent-bit writes it.
enum EventTime: Equatable {
    /// Since 1970.
    case exact(seconds: UInt32, nanoseconds: UInt32)
    case seconds(UInt64)
    case fraction(Double)

    /// Reads the time of an event; nothing if it is none.
    ///
    /// - Parameters:
    ///   - token: what stands in its place.
    ///   - bytes: what the token's ranges mean.
    init?(_ token: MessagePackToken, in bytes: Span<UInt8>) {
        switch token {
        case .ext(type: 0, let range) where range.count == 8:
            var value: UInt64 = 0
            for index in range { value = value << 8 | UInt64(bytes[index]) }
            self = .exact(
                seconds: UInt32(truncatingIfNeeded: value >> 32),
                nanoseconds: UInt32(truncatingIfNeeded: value)
            )
        case .unsigned(let seconds): self = .seconds(seconds)
        case .float(let seconds): self = .fraction(Double(seconds))
        case .double(let seconds): self = .fraction(seconds)
        default: return nil
        }
    }

    /// Whether this is the mark of where a group of events begins or ends.
    var marksGroup: Bool {
        self == .exact(seconds: 0xFFFF_FFFF, nanoseconds: 0)
            || self == .exact(seconds: 0xFFFF_FFFE, nanoseconds: 0)
    }
}
