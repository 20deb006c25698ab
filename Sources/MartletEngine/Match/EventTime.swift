/// A time that a value of an event says, down to the minute.
///
/// Read are a date, `2026-11-25`; a date and time of RFC 3339, whose zone may be missing and whose
/// `T` may be a space; and a JSON number, also as text, of seconds since 1970 in UTC: from 1e11 on
/// of milliseconds, from 1e14 of microseconds, from 1e17 of nanoseconds. Nothing else is a time.
package struct EventTime {
    /// What tests ask for.
    package enum Part: UInt8, BitwiseCopyable, Sendable {
        case minute
        case hour
        case day
        case week
        case month
        case year
    }

    private let date: CalendarDate
    /// Since midnight.
    private let minutes: Int

    /// Reads a value and, if a zone is given, takes a time whose own zone is known there; a time
    /// without a zone stays as it is written.
    package init?(_ text: ByteView, in timeZone: ScanOptions.TimeZone?) {
        if let seconds = EventTime.secondsSince1970(text) {
            self.init(secondsSince1970: seconds, in: timeZone)
            return
        }
        guard text.count >= 10, let date = EventTime.date(text) else { return nil }
        guard text.count > 10 else {
            self.init(date: date, minutes: 0)
            return
        }
        guard let clock = Clock(text, from: 10) else { return nil }
        let minutes = clock.hour * 60 + clock.minute
        if let offset = clock.offset, let timeZone {
            let seconds = date.daysSince1970 * 86_400 + minutes * 60 + clock.second - offset
            self.init(secondsSince1970: seconds, in: timeZone)
        } else {
            self.init(date: date, minutes: minutes)
        }
    }

    private init(date: CalendarDate, minutes: Int) {
        self.date = date
        self.minutes = minutes
    }

    private init(secondsSince1970 seconds: Int, in timeZone: ScanOptions.TimeZone?) {
        let local = seconds + (timeZone?(Int64(seconds)) ?? 0)
        let days = (local - EventTime.remainder(local, 86_400)) / 86_400
        date = CalendarDate(daysSince1970: days)
        minutes = EventTime.remainder(local, 86_400) / 60
    }

    /// A part of the time.
    package func value(of part: Part) -> Int {
        switch part {
        case .minute: minutes % 60
        case .hour: minutes / 60
        case .day: date.day
        case .week: date.week
        case .month: date.month
        case .year: date.year
        }
    }

    /// The remainder that is not negative.
    private static func remainder(_ value: Int, _ divisor: Int) -> Int {
        let remainder = value % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}

// MARK: - Text

extension EventTime {
    /// What stands behind a date: `T10:11:12.5+02:00`.
    private struct Clock {
        let hour: Int
        let minute: Int
        /// 60 is a leap second.
        let second: Int
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
            if end < text.count, EventTime.isAny(of: ".", text, at: end) {
                let first = end + 1
                end = first
                while end < text.count, text[end] &- 0x30 < 10 { end += 1 }
                if end == first { return nil }
            }
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
    private static func date(_ text: ByteView) -> CalendarDate? {
        guard isAny(of: "-", text, at: 4), isAny(of: "-", text, at: 7),
            let year = digits(text, at: 0, count: 4),
            let month = digits(text, at: 5, count: 2),
            let day = digits(text, at: 8, count: 2)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
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

// MARK: - Numbers

extension EventTime {
    /// The whole seconds since 1970 that a JSON number says.
    private static func secondsSince1970(_ text: ByteView) -> Int? {
        guard let whole = wholePart(text) else { return nil }
        switch whole {
        case ..<100_000_000_000: return whole
        case ..<100_000_000_000_000: return whole / 1_000
        case ..<100_000_000_000_000_000: return whole / 1_000_000
        default: return whole / 1_000_000_000
        }
    }

    /// The part of a JSON number before the point, or `nil` if the text is none, or if it is
    /// negative or beyond 63 bits.
    private static func wholePart(_ text: ByteView) -> Int? {
        guard text.count > 0, JSONGrammar.endOfNumber(text, from: 0, to: text.count) == text.count
        else { return nil }
        let isNegative = text[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        var digitsEnd = start
        var point: Int?
        while digitsEnd < text.count, text[digitsEnd] | 0x20 != UInt8(ascii: "e") {
            if text[digitsEnd] == UInt8(ascii: ".") { point = digitsEnd }
            digitsEnd += 1
        }
        let exponent = digitsEnd < text.count ? exponent(text, from: digitsEnd + 1) : 0
        // How many digits stand before the point once the exponent has moved it.
        var wanted = (point ?? digitsEnd) - start + exponent
        var value = 0
        var isZero = true
        for offset in start..<digitsEnd where offset != point {
            let digit = Int(text[offset] &- 0x30)
            isZero = isZero && digit == 0
            if wanted <= 0 { continue }
            wanted -= 1
            guard let next = appending(digit, to: value) else { return nil }
            value = next
        }
        if isNegative { return isZero ? 0 : nil }
        while wanted > 0, value > 0 {
            wanted -= 1
            guard let next = appending(0, to: value) else { return nil }
            value = next
        }
        return value
    }

    private static func appending(_ digit: Int, to value: Int) -> Int? {
        let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowed) = shifted.addingReportingOverflow(digit)
        return overflow || overflowed ? nil : sum
    }

    /// The exponent behind an `e`; one that no text has digits for counts as that.
    private static func exponent(_ text: ByteView, from start: Int) -> Int {
        let isNegative = text[start] == UInt8(ascii: "-")
        let hasSign = isNegative || text[start] == UInt8(ascii: "+")
        var value = 0
        for offset in (hasSign ? start + 1 : start)..<text.count {
            value = min(value * 10 + Int(text[offset] &- 0x30), 1 << 40)
        }
        return isNegative ? -value : value
    }
}
