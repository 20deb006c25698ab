/// A time that a value of an event says, to the nanosecond.
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

    /// A point in time: whole seconds since 1970 in UTC, and what follows them.
    struct Moment {
        var seconds: Int
        /// Of the second, from 0 to 999,999,999.
        var nanoseconds = 0
    }

    private let date: GregorianDate
    /// Since midnight.
    private let minutes: Int
    private let moment: Moment

    /// Reads a value and, if a zone is given, takes a time whose own zone is known there; a time
    /// without a zone stays as it is written.
    package init?(_ text: ByteView, in timeZone: ScanOptions.TimeZone?) {
        if let moment = Moment(number: text) {
            self.init(moment, in: timeZone)
            return
        }
        guard text.count >= 10, let date = EventTime.date(text) else { return nil }
        let midnight = date.daysSince1970 * 86_400
        guard text.count > 10 else {
            self.init(Moment(seconds: midnight), date: date, minutes: 0)
            return
        }
        guard let clock = Clock(text, from: 10) else { return nil }
        let minutes = clock.hour * 60 + clock.minute
        let moment = Moment(
            seconds: midnight + minutes * 60 + clock.second - (clock.offset ?? 0),
            nanoseconds: clock.nanoseconds
        )
        if clock.offset != nil, let timeZone {
            self.init(moment, in: timeZone)
        } else {
            self.init(moment, date: date, minutes: minutes)
        }
    }

    private init(_ moment: Moment, date: GregorianDate, minutes: Int) {
        self.moment = moment
        self.date = date
        self.minutes = minutes
    }

    private init(_ moment: Moment, in timeZone: ScanOptions.TimeZone?) {
        let local = moment.seconds + (timeZone?(Int64(moment.seconds)) ?? 0)
        let days = (local - EventTime.remainder(local, 86_400)) / 86_400
        self.moment = moment
        date = GregorianDate(daysSince1970: days)
        minutes = EventTime.remainder(local, 86_400) / 60
    }

    /// Nanoseconds since 1970 in UTC, where a time without a zone is taken to be; `nil` before 1678
    /// and after 2261, whose nanoseconds have no room.
    package var nanoseconds: Int64? {
        let years1678To2261 = -9_214_560_000..<9_214_646_400
        guard years1678To2261.contains(moment.seconds) else { return nil }
        return Int64(moment.seconds) * 1_000_000_000 + Int64(moment.nanoseconds)
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
