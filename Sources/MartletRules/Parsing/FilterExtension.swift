/// What a filter holds under the key `martlet:`, which other engines ignore.
struct FilterExtension {
    var reason: String?
    var expires: CalendarDate?
    var isExpired = false
}
