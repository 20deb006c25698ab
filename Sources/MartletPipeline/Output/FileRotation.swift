/// When a file of signals is put aside for a new one, and how many such files are kept.
package struct FileRotation: Sendable, Equatable {
    /// No file gets larger, unless a single line is; `nil` sets no limit.
    package var byteLimit: Int?
    /// A file holds what is written in one span of so many seconds, counted from 1970 in UTC; `nil`
    /// for any time.
    package var seconds: Int?
    /// How many files are kept beside the one that is written.
    package var keptCount: Int

    package init(byteLimit: Int? = nil, seconds: Int? = nil, keptCount: Int = 5) {
        self.byteLimit = byteLimit
        self.seconds = seconds
        self.keptCount = keptCount
    }

    /// The number of the span that a time is in, in seconds since 1970.
    func span(at time: Int) -> Int {
        seconds.map { time / max($0, 1) } ?? 0
    }
}
