extension MatchRecord {
    /// How much memory it takes to hold the match, roughly.
    package var heldByteCount: Int {
        // Three arrays, of which each has a header and is rounded up.
        MemoryLayout<MatchRecord>.stride + 3 * 48 + signal.count + place.eventID.count
            + values.bytes.count
    }

    /// How many bytes its values and its signal have.
    package var textByteCount: Int {
        signal.count + values.textByteCount
    }
}
