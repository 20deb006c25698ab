/// A length of time as correlations write it, a whole number and a unit: `90s`, `5m`, `7d`.
///
/// Source: Sigma correlation rules specification 2.1, "Time Selection"; weeks, months and years are
/// pySigma's, of 7 days, 2,629,746 and 31,556,952 seconds.
package struct TimeSpan: Equatable, CustomStringConvertible {
    private static let secondsOfUnit: [Character: Int64] = [
        "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "M": 2_629_746, "y": 31_556_952,
    ]
    private static let advice = "write a whole number and a unit: s, m, h, d, w, M (months) or y"

    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// In the largest unit up to days that leaves it whole; what is less than a second is left out.
    package var description: String {
        let seconds = nanoseconds / 1_000_000_000
        for unit: Character in ["d", "h", "m"] {
            let size = TimeSpan.secondsOfUnit[unit] ?? 1
            if seconds > 0, seconds % size == 0 { return "\(seconds / size)\(unit)" }
        }
        return "\(seconds)s"
    }

    /// Reads a text.
    ///
    /// - Throws: What is wrong with it.
    package init(_ text: String) throws(TextProblem) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard !digits.isEmpty else { throw TimeSpan.unreadable(text, TimeSpan.advice) }
        guard unit.count == 1, let letter = unit.first, let seconds = TimeSpan.secondsOfUnit[letter]
        else {
            throw TimeSpan.unreadable(text, TimeSpan.help(for: unit, behind: digits))
        }
        guard let number = Int64(digits),
            case (let total, let overflow) = number.multipliedReportingOverflow(by: seconds),
            !overflow,
            case (let nanoseconds, let isTooLong) =
                total.multipliedReportingOverflow(by: 1_000_000_000), !isTooLong
        else {
            throw TextProblem(.invalidTimeSpan, "'\(text)' is longer than 292 years")
        }
        self.nanoseconds = nanoseconds
    }

    private static func unreadable(_ text: String, _ help: String) -> TextProblem {
        TextProblem(.invalidTimeSpan, "'\(text)' is no length of time", help: help)
    }

    /// What was probably meant by a unit that does not exist.
    private static func help(for unit: Substring, behind digits: Substring) -> String {
        guard let first = unit.lowercased().first, unit.allSatisfy(\.isLetter),
            unit.lowercased() != "ms", secondsOfUnit[first] != nil
        else { return advice }
        // `mo` is the beginning of months only.
        let isMonth = unit.lowercased().hasPrefix("mo")
        return "did you mean '\(digits)\(isMonth ? "M" : String(first))'?"
    }
}
