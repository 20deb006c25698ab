/// Where an event stands: in the text that is being scanned, and in the input.
struct EventPlace {
    /// The input's name.
    var file: String
    /// The offset of the event's first byte in the input.
    var inputOffset: Int
    /// The line on which the event starts, relative to the chunk.
    var line: Int
    /// The event's range in the text.
    var start: Int
    var end: Int
}
