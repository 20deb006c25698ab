internal import MartletRules

/// A time of day on a date, read from a value without any conversion of zones.
///
/// A string is a date, `2026-11-25`, or a date and a time of RFC 3339: behind `T`, `t` or a space
/// hours, minutes, seconds (60 is a leap second), then perhaps a fraction, then perhaps `Z`, `z` or
/// an offset `+02:00`, which changes nothing: the digits count as they are written. A number, or a
/// string that is one JSON number, is the time since 1970 in UTC: in seconds, from 1e11 on in
/// milliseconds, from 1e14 in microseconds, from 1e17 in nanoseconds. It must not be negative and
/// must be below 2^63. Everything else is no time.
struct ReferenceTime {
    private let year: Int
    private let month: Int
    private let day: Int
    private var hour = 0
    private var minute = 0

    init?(of value: JSONValue) {
        switch value {
        case .number(let bytes):
            guard let seconds = ReferenceTime.seconds(bytes) else { return nil }
            self.init(secondsSince1970: seconds)
        case .string(let bytes):
            if let seconds = ReferenceTime.seconds(bytes) {
                self.init(secondsSince1970: seconds)
            } else {
                self.init(text: bytes)
            }
        default:
            return nil
        }
    }

    func value(of part: TimePart) -> Int {
        switch part {
        case .minute: minute
        case .hour: hour
        case .day: day
        case .week: week
        case .month: month
        case .year: year
        }
    }
}

// MARK: - Text

extension ReferenceTime {
    private init?(text: [UInt8]) {
        /// A text with every digit replaced by `d`, to be held against the shapes that are times.
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let shape = text.map { isDigit($0) ? UInt8(ascii: "d") : $0 }
        func number(_ range: Range<Int>) -> Int {
            text[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        guard text.count >= 10, shape.starts(with: "dddd-dd-dd".utf8) else { return nil }
        year = number(0..<4)
        month = number(5..<7)
        day = number(8..<10)
        guard (1...12).contains(month),
            (1...ReferenceTime.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        if text.count == 10 { return }
        guard "Tt ".utf8.contains(shape[10]), shape[11...].starts(with: "dd:dd:dd".utf8) else {
            return nil
        }
        hour = number(11..<13)
        minute = number(14..<16)
        guard hour < 24, minute < 60, number(17..<19) <= 60 else { return nil }
        var rest = text[19...]
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix(while: isDigit)
            if fraction.isEmpty { return nil }
            rest = rest.dropFirst(fraction.count)
        }
        switch String(decoding: shape.suffix(rest.count), as: UTF8.self) {
        case "", "Z", "z": return
        case "+dd:dd", "-dd:dd":
            let start = rest.startIndex
            guard number(start + 1..<start + 3) < 24, number(start + 4..<start + 6) < 60 else {
                return nil
            }
        default: return nil
        }
    }
}

// MARK: - Numbers

extension ReferenceTime {
    /// The whole seconds of a JSON number that is a time since 1970.
    private static func seconds(_ bytes: [UInt8]) -> Int? {
        guard ReferenceNumber(bytes) != nil, let whole = wholePart(bytes) else { return nil }
        let scales = [100_000_000_000_000_000, 100_000_000_000_000, 100_000_000_000]
        let divisors = [1_000_000_000, 1_000_000, 1_000]
        for (scale, divisor) in zip(scales, divisors) where whole >= scale {
            return whole / divisor
        }
        return whole
    }

    /// The digits of a number before its point, after the exponent has moved it.
    private static func wholePart(_ bytes: [UInt8]) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let halves = text.split(separator: "e")
        let decimals = halves[0].split(separator: ".")
        let fraction = decimals.count > 1 ? String(decimals[1]) : ""
        var digits = decimals[0] + fraction
        if digits.hasPrefix("-") {
            digits.removeFirst()
            // Minus zero is zero.
            return digits.allSatisfy { $0 == "0" } ? 0 : nil
        }
        if digits.allSatisfy({ $0 == "0" }) { return 0 }
        guard let exponent = halves.count > 1 ? Int(halves[1]) : 0 else {
            // An exponent of more than 64 bits.
            return halves[1].hasPrefix("-") ? 0 : nil
        }
        let (count, overflow) = decimals[0].count.addingReportingOverflow(exponent)
        if overflow { return exponent < 0 ? 0 : nil }
        if count <= 0 { return 0 }
        digits = digits.drop { $0 == "0" }
        // Leading zeros of `0.005` count as places that the point passes.
        let places = count - (decimals[0].count + fraction.count - digits.count)
        if places <= 0 { return 0 }
        guard places < 20 else { return nil }
        let padded = digits + String(repeating: "0", count: max(0, places - digits.count))
        return Int(padded.prefix(places))
    }

    /// Counts the days one year and one month at a time.
    private init(secondsSince1970 seconds: Int) {
        var days = seconds / 86_400
        var year = 1970
        while days >= ReferenceTime.days(inYear: year) {
            days -= ReferenceTime.days(inYear: year)
            year += 1
        }
        var month = 1
        while days >= ReferenceTime.days(inMonth: month, of: year) {
            days -= ReferenceTime.days(inMonth: month, of: year)
            month += 1
        }
        self.year = year
        self.month = month
        self.day = days + 1
        self.hour = seconds % 86_400 / 3_600
        self.minute = seconds % 3_600 / 60
    }
}

// MARK: - Calendar

extension ReferenceTime {
    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: days(inYear: year) - 337
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func days(inYear year: Int) -> Int {
        year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 366 : 365
    }

    /// The week of ISO 8601: that of its Thursday, counted among the Thursdays of a year.
    private var week: Int {
        let ordinal = (1..<month).reduce(day) { $0 + ReferenceTime.days(inMonth: $1, of: year) }
        // The first of January of year 0 was a Saturday; Monday is 0.
        let days = (0..<year).reduce(0) { $0 + ReferenceTime.days(inYear: $1) }
        let weekday = (days + ordinal - 1 + 5) % 7
        let thursday = ordinal - weekday + 3
        if thursday < 1 {
            let before = year == 0 ? 365 : ReferenceTime.days(inYear: year - 1)
            return (thursday + before - 1) / 7 + 1
        }
        let length = ReferenceTime.days(inYear: year)
        return thursday > length ? 1 : (thursday - 1) / 7 + 1
    }
}
