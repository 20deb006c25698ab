internal import Glibc
internal import MartletRules

extension CalendarDate {
    /// The day it is here, by the system's clock and time zone; `nil` if it cannot be known.
    static var today: CalendarDate? {
        // SAFETY: no pointer is passed, and only numbers are read from the parts.
        var now = time(nil)
        var parts = unsafe tm()
        // SAFETY: both are local and live for the call.
        guard unsafe localtime_r(&now, &parts) != nil else { return nil }
        return unsafe CalendarDate(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday)
        )
    }
}
