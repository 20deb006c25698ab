/// Where an event stands: in the text that is being scanned, and in the input.
struct EventPlace {
    /// The input's name.
    var file: String
    /// The offset of the event's first byte in the input; of a text that holds it, its quote.
    var inputOffset: Int
    /// How many bytes of the input it takes, quotes included.
    var inputLength: Int
    /// Whether the text is a part of the input as it is there.
    var isVerbatim: Bool
    /// The line on which the event starts, relative to the chunk.
    var line: Int
    /// The event's range in the text.
    var start: Int
    var end: Int
}
