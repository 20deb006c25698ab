extension MatchRecord {
    /// How much memory it takes to hold the match, roughly.
    package var heldByteCount: Int {
        var count = MemoryLayout<MatchRecord>.stride + signal.count + place.eventID.count + 128
        for field in values {
            count += 56
            for value in field { count += MemoryLayout<FieldValue>.stride + 48 + value.text.count }
        }
        return count
    }

    /// How many bytes its values and its signal have.
    package var textByteCount: Int {
        var count = signal.count
        for field in values {
            for value in field { count += value.text.count }
        }
        return count
    }
}
