extension EventTime {
    /// What stands behind a date: `T10:11:12.5+02:00`.
    struct Clock {
        let hour: Int
        let minute: Int
        /// 60 is a leap second.
        let second: Int
        /// What is smaller is left out.
        let nanoseconds: Int
        /// How far the zone is ahead of UTC, in seconds, or `nil` if none is written.
        let offset: Int?

        init?(_ text: ByteView, from start: Int) {
            guard text.count >= start + 9,
                EventTime.isAny(of: "Tt ", text, at: start),
                EventTime.isAny(of: ":", text, at: start + 3),
                EventTime.isAny(of: ":", text, at: start + 6),
                let hour = EventTime.digits(text, at: start + 1, count: 2), hour < 24,
                let minute = EventTime.digits(text, at: start + 4, count: 2), minute < 60,
                let second = EventTime.digits(text, at: start + 7, count: 2), second <= 60
            else { return nil }
            var end = start + 9
            var nanoseconds = 0
            if end < text.count, EventTime.isAny(of: ".", text, at: end) {
                let first = end + 1
                end = first
                var unit = 100_000_000
                while end < text.count, text[end] &- 0x30 < 10 {
                    nanoseconds += Int(text[end] &- 0x30) * unit
                    unit /= 10
                    end += 1
                }
                if end == first { return nil }
            }
            self.nanoseconds = nanoseconds
            self.hour = hour
            self.minute = minute
            self.second = second
            switch text.count - end {
            case 0:
                offset = nil
            case 1 where EventTime.isAny(of: "Zz", text, at: end):
                offset = 0
            case 6 where EventTime.isAny(of: "+-", text, at: end):
                guard EventTime.isAny(of: ":", text, at: end + 3),
                    let hours = EventTime.digits(text, at: end + 1, count: 2), hours < 24,
                    let minutes = EventTime.digits(text, at: end + 4, count: 2), minutes < 60
                else { return nil }
                let seconds = (hours * 60 + minutes) * 60
                offset = text[end] == UInt8(ascii: "-") ? -seconds : seconds
            default:
                return nil
            }
        }
    }

    /// The date with which a text of at least ten bytes begins.
    static func date(_ text: ByteView) -> GregorianDate? {
        guard isAny(of: "-", text, at: 4), isAny(of: "-", text, at: 7),
            let year = digits(text, at: 0, count: 4),
            let month = digits(text, at: 5, count: 2),
            let day = digits(text, at: 8, count: 2)
        else { return nil }
        return GregorianDate(year: year, month: month, day: day)
    }

    private static func digits(_ text: ByteView, at start: Int, count: Int) -> Int? {
        var value = 0
        for offset in start..<start + count {
            let digit = text[offset] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private static func isAny(of letters: StaticString, _ text: ByteView, at offset: Int) -> Bool {
        for index in 0..<letters.utf8CodeUnitCount {
            // SAFETY: a static string lives forever, and the index is below its length.
            if unsafe letters.utf8Start[index] == text[offset] { return true }
        }
        return false
    }
}
