/// A date as authors write it, which may be in another form or no day of the calendar.
struct WrittenDate: Comparable {
    let year: Int
    let month: Int
    let day: Int
    /// Whether it is written as `2026-11-25`.
    let isWellFormed: Bool

    /// Reads year, month and day between hyphens, slashes or dots, or fails.
    init?(_ text: String) {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { byte in
            "-/.".utf8.contains(byte)
        }
        guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
            parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let year = Int(Substring(parts[0])), let month = Int(Substring(parts[1])),
            let day = Int(Substring(parts[2]))
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        isWellFormed =
            parts[1].count == 2 && parts[2].count == 2
            && text.utf8.count { $0 == UInt8(ascii: "-") } == 2
    }

    /// Whether the calendar has the day.
    var exists: Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    /// The form of ISO 8601.
    var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    static func < (left: WrittenDate, right: WrittenDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
