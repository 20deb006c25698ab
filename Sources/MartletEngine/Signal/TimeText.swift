/// Times as signals of correlations and records of matches spell them.
package enum TimeText {
    /// Appends a time in UTC with nine digits behind the second, `2026-11-25T10:11:12.000000001Z`.
    ///
    /// - Parameters:
    ///   - nanoseconds: since 1970.
    ///   - output: receives the text.
    package static func append(_ nanoseconds: Int64, to output: inout [UInt8]) {
        let (seconds, subsecond) = floored(Int(nanoseconds), 1_000_000_000)
        let (days, secondOfDay) = floored(seconds, 86_400)
        let date = CalendarDate(daysSince1970: days)
        append(date.year, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.month, digits: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.day, digits: 2, to: &output)
        output.append(UInt8(ascii: "T"))
        append(secondOfDay / 3600, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(secondOfDay / 60 % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(secondOfDay % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: "."))
        append(subsecond, digits: 9, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    private static func append(_ number: Int, digits: Int, to output: inout [UInt8]) {
        let text = String(number).utf8
        output += repeatElement(UInt8(ascii: "0"), count: max(digits - text.count, 0))
        output += text
    }

    /// Quotient and remainder, the latter not negative.
    private static func floored(_ value: Int, _ divisor: Int) -> (Int, Int) {
        let remainder = value % divisor
        return remainder < 0
            ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
    }
}
