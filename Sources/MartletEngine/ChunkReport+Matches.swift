extension ChunkReport {
    /// The number of an input of matches that are read in place of events.
    package mutating func number(ofMatchInput name: String) -> Int {
        if let number = matchInputs.lastIndex(of: name) { return number }
        matchInputs.append(name)
        return matchInputs.count - 1
    }

    /// Takes the matches out, complete; those that were read in place of events are so already.
    ///
    /// - Parameters:
    ///   - input: the number of the input that the chunk is of.
    ///   - lineBase: how many lines of the input stand before the chunk.
    /// - Returns: the matches with their inputs and lines.
    package mutating func takeMatches(input: Int, lineBase: Int) -> [MatchRecord] {
        defer {
            matches = []
            matchFixups = []
        }
        if isOfMatches { return matches }
        for fixup in matchFixups {
            let digits = String(lineBase + matches[fixup.match].place.line + 1).utf8
            matches[fixup.match].signal.insert(contentsOf: digits, at: fixup.index)
            matches[fixup.match].signalSplit += digits.count
        }
        for index in matches.indices {
            matches[index].place.input = input
            matches[index].place.line += lineBase + 1
        }
        return matches
    }
}
