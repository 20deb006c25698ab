/// Times that martlet spells itself: those of events are copied as they are.
package enum TimeText {
    private static let nanosecondsPerSecond: Int64 = 1_000_000_000
    private static let secondsPerDay: Int64 = 86_400

    /// Appends a time of RFC 3339 in UTC, with as many digits of the second as it has.
    package static func append(_ time: Int64, to output: inout [UInt8]) {
        let (seconds, nanoseconds) = quotient(time, nanosecondsPerSecond)
        let (days, secondOfDay) = quotient(seconds, secondsPerDay)
        let date = GregorianDate(daysSince1970: Int(days))
        append(date.year, width: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.month, width: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.day, width: 2, to: &output)
        output.append(UInt8(ascii: "T"))
        append(Int(secondOfDay / 3600), width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(Int(secondOfDay / 60 % 60), width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(Int(secondOfDay % 60), width: 2, to: &output)
        if nanoseconds > 0 {
            output.append(UInt8(ascii: "."))
            append(Int(nanoseconds), width: 9, to: &output)
            while output.last == UInt8(ascii: "0") { output.removeLast() }
        }
        output.append(UInt8(ascii: "Z"))
    }

    /// The quotient rounded down, and what is left.
    private static func quotient(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func append(_ number: Int, width: Int, to output: inout [UInt8]) {
        let digits = String(number).utf8
        for _ in 0..<max(width - digits.count, 0) { output.append(UInt8(ascii: "0")) }
        output += digits
    }
}
