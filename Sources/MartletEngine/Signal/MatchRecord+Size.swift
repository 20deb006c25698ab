extension MatchRecord {
    /// How much memory it takes to hold the match, roughly.
    package var heldByteCount: Int {
        var count = MemoryLayout<MatchRecord>.stride + signal.count + place.eventID.count
        for field in values {
            count += 32
            for value in field { count += MemoryLayout<FieldValue>.stride + 32 + value.text.count }
        }
        return count
    }
}
