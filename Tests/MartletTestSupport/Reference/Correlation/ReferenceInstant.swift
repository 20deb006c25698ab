internal import MartletRules

/// A point in time in nanoseconds since 1970, as events say it.
///
/// A string is a date and perhaps a time of RFC 3339, in UTC if it names no zone; the rest of what
/// times are is that of ``ReferenceTime``: a number is of seconds, or from 1e11 on of smaller units.
/// What is before 1678 or after 2261 is none.
enum ReferenceInstant {
    static func nanoseconds(_ value: JSONValue) -> Int64? {
        guard let time = exact(value), time >= nanoseconds(ofYear: 1678),
            time < nanoseconds(ofYear: 2262)
        else { return nil }
        return Int64(time)
    }

    private static func nanoseconds(ofYear year: Int) -> Int128 {
        Int128(days(year, 1, 1)) * 86_400_000_000_000
    }

    private static func exact(_ value: JSONValue) -> Int128? {
        switch value {
        case .number(let text): number(text)
        case .string(let text): number(text) ?? (ReferenceTime(of: value) == nil ? nil : date(text))
        case .null, .boolean, .array, .object: nil
        }
    }

    private static func number(_ text: [UInt8]) -> Int128? {
        guard ReferenceNumber(text) != nil, let digits = ReferenceDigits(text), !digits.isNegative
        else { return nil }
        guard let whole = digits.scaled(by: 0), whole < Int128(Int64.max) else { return nil }
        let scale =
            whole < 100_000_000_000
            ? 9 : whole < 100_000_000_000_000 ? 6 : whole < 100_000_000_000_000_000 ? 3 : 0
        return digits.scaled(by: scale)
    }

    /// The text is known to be a time.
    private static func date(_ text: [UInt8]) -> Int128? {
        func number(_ range: Range<Int>) -> Int {
            text[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        let day = Int128(days(number(0..<4), number(5..<7), number(8..<10)))
        if text.count == 10 { return day * 86_400_000_000_000 }
        var seconds = number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
        var rest = text[19...]
        var fraction: Int128 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count + 1)
            let nine = (Array(digits) + Array(repeating: 0x30, count: 9)).prefix(9)
            fraction = nine.reduce(0) { $0 * 10 + Int128($1) - 0x30 }
        }
        if rest.count == 6 {
            let start = rest.startIndex
            let offset = number(start + 1..<start + 3) * 3_600 + number(start + 4..<start + 6) * 60
            seconds -= text[start] == UInt8(ascii: "-") ? -offset : offset
        }
        return (day * 86_400 + Int128(seconds)) * 1_000_000_000 + fraction
    }

    /// The days from 1970 to a date, counted a year and a month at a time.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        func length(_ year: Int) -> Int {
            year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 366 : 365
        }
        let months = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let inYear = months[..<(month - 1)].reduce(day - 1, +)
        let years =
            year < 1970
            ? -(year..<1970).reduce(0) { $0 + length($1) }
            : (1970..<year).reduce(0) { $0 + length($1) }
        return years + inYear
    }
}
