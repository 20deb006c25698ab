extension BatchEncoder {
    /// Encodes an event of all kinds of values, as a text and as values, and forgets it.
    ///
    /// Swift's runtime builds what it knows of a generic type when that is first used, which takes 12 KB
    /// of stack. That is half of what there is when the host hands over a chunk, but nothing when it
    /// starts.
    static func rehearse() {
        let chunk: [UInt8] = [
            0x92, 0x92, 0xD7, 0x00, 0, 0, 0, 1, 0, 0, 0, 1, 0x80,  // time, metadata
            0x83,
            0xA1, 0x61, 0x98, 1, 0xFF, 0xC0, 0xC2, 0xCA, 0x3F, 0xC0, 0, 0,  // scalars
            0xCB, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xA3, 0x61, 0xFF, 0x0A, 0xD4, 1, 0xAB,
            1, 0x81, 0xA1, 0x62, 0x90,  // a key that is a number, containers
            0xA3, 0x6C, 0x6F, 0x67, 0xA2, 0x7B, 0x7D,  // log: {}
        ]
        let malformed: [UInt8] = [0xC1]
        for rawKey in [nil, "log"] {
            var encoder = BatchEncoder(rawKey: rawKey, dateKey: "date", tagKey: "tag")
            _ = encoder.encode(chunk.span, tag: malformed.span)
            encoder.appendMarker(batch: 0)
            _ = encoder.encode(malformed.span, tag: malformed.span)
        }
    }
}
