/// A point in UTC with microseconds, written as the API server writes it.
struct Timestamp {
    private var microsecondsSinceEpoch: Int

    init(secondsSinceEpoch: Int) {
        microsecondsSinceEpoch = secondsSinceEpoch * 1_000_000
    }

    mutating func advance(microseconds: Int) {
        microsecondsSinceEpoch += microseconds
    }

    func earlier(seconds: Int) -> Timestamp {
        var result = self
        result.microsecondsSinceEpoch -= seconds * 1_000_000
        return result
    }

    /// Appends `2026-03-02T08:15:30.123456Z`.
    func appendMicroseconds(to output: inout [UInt8]) {
        appendDateAndTime(to: &output)
        output.append(UInt8(ascii: "."))
        append(microsecondsSinceEpoch % 1_000_000, digits: 6, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    /// Appends `2026-03-02T08:15:30Z`.
    func appendSeconds(to output: inout [UInt8]) {
        appendDateAndTime(to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    private func appendDateAndTime(to output: inout [UInt8]) {
        let seconds = microsecondsSinceEpoch / 1_000_000
        let date = Self.civilDate(daysSinceEpoch: seconds / 86_400)
        append(date.year, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.month, digits: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.day, digits: 2, to: &output)
        output.append(UInt8(ascii: "T"))
        append(seconds / 3_600 % 24, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(seconds / 60 % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(seconds % 60, digits: 2, to: &output)
    }

    /// Howard Hinnant's `civil_from_days`, for days from 1970 on.
    private static func civilDate(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private func append(_ value: Int, digits: Int, to output: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }
}
