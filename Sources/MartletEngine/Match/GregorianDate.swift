/// A date of the Gregorian calendar, which is extended to the years before it was introduced.
struct GregorianDate {
    let year: Int
    let month: Int
    let day: Int

    /// Takes a date, or fails if there is none such.
    init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1,
            day <= GregorianDate.dayCount(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Counts from March 1 of the year 0, so that a leap day ends a year and eras of 400 years,
    /// 146,097 days each, are alike.
    init(daysSince1970 days: Int) {
        let fromMarch = days + 719_468
        let era = (fromMarch >= 0 ? fromMarch : fromMarch - 146_096) / 146_097
        let dayOfEra = fromMarch - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfEra = yearFromMarch - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The week of ISO 8601: weeks begin on Monday and belong to the year of their Thursday.
    var week: Int {
        let days = daysSince1970
        // The first day of 1970 was a Thursday.
        let weekday = ((days + 3) % 7 + 7) % 7
        let thursday = GregorianDate(daysSince1970: days - weekday + 3)
        return thursday.dayOfYear / 7 + 1
    }

    /// Counted from 0.
    private var dayOfYear: Int {
        (1..<month).reduce(day - 1) { $0 + GregorianDate.dayCount(ofMonth: $1, in: year) }
    }

    private static func dayCount(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
