extension ChunkReport {
    /// Takes the matches out, complete.
    ///
    /// - Parameters:
    ///   - input: the number of the input that the chunk is of.
    ///   - lineBase: how many lines of the input stand before the chunk.
    package mutating func takeMatches(input: Int, lineBase: Int) -> [MatchRecord] {
        for fixup in matchFixups {
            let digits = String(lineBase + matches[fixup.match].place.line + 1).utf8
            matches[fixup.match].signal.insert(contentsOf: digits, at: fixup.index)
            matches[fixup.match].signalSplit += digits.count
        }
        for index in matches.indices {
            matches[index].place.input = input
            matches[index].place.line += lineBase + 1
        }
        defer {
            matches = []
            matchFixups = []
        }
        return matches
    }
}
