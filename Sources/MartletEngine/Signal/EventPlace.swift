/// Where an event stands: in the text that is being scanned, and in the input.
struct EventPlace {
    /// The input's name.
    var file: String
    /// The offset of the event's first byte in the input; of a text that holds it, its quote.
    var inputOffset: Int
    /// For a text that is no part of the input as it is there: how many bytes of the input hold it,
    /// quotes included.
    var outerLength: Int?
    /// The line on which the event starts, relative to the chunk.
    var line: Int
    /// The event's range in the text.
    var start: Int
    var end: Int

    /// How many bytes of the input the event takes, quotes included.
    var inputLength: Int { outerLength ?? end - start }
    /// Whether the text is a part of the input as it is there.
    var isVerbatim: Bool { outerLength == nil }
}
