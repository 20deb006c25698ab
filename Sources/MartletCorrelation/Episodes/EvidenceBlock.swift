package import MartletEngine

/// How the place of a match is written into words: about 40 bytes, where a record takes 200.
///
/// The first word holds the next block of a list and the number of words, the second the time; what
/// follows are bytes.
package enum EvidenceBlock {
    /// A place as it was written.
    package struct Content: Equatable {
        package var time: Int64
        package var member: Int
        package var place: MatchRecord.Place

        package init(time: Int64, member: Int, place: MatchRecord.Place) {
            self.time = time
            self.member = member
            self.place = place
        }
    }

    private static let idLength = 36

    /// Appends a match: when it was, as which member it counts, and where its event stands.
    package static func append(
        time: Int64,
        member: Int,
        _ place: MatchRecord.Place,
        to writer: inout WordWriter
    ) {
        let start = writer.words.count
        writer.append(word: 0)
        writer.append(word: UInt64(bitPattern: time))
        append(member, to: &writer)
        append(place.input, to: &writer)
        append(place.line, to: &writer)
        append(place.offset, to: &writer)
        append(place.length, to: &writer)
        if let (high, low) = packed(place.eventID) {
            writer.append(number: 0)
            writer.append(word: high)
            writer.append(word: low)
        } else {
            writer.append(number: UInt64(place.eventID.count) + 1)
            writer.append(place.eventID, place.eventID.indices)
            writer.align()
        }
        writer.replace(at: start, with: UInt64(writer.words.count - start) << 32)
    }

    private static func append(_ number: Int, to writer: inout WordWriter) {
        writer.append(number: UInt64(bitPattern: Int64(number)))
    }

    static func read(_ words: ArraySlice<UInt64>) -> Content {
        var reader = WordReader(words)
        _ = reader.word()
        let time = Int64(bitPattern: reader.word())
        let numbers = (0..<5).map { _ in Int(Int64(bitPattern: reader.number())) }
        let length = reader.number()
        let eventID =
            length == 0
            ? unpacked(reader.word(), reader.word()) : reader.bytes(Int(length) - 1)
        return Content(
            time: time,
            member: numbers[0],
            place: MatchRecord.Place(
                input: numbers[1],
                line: numbers[2],
                offset: numbers[3],
                length: numbers[4],
                eventID: eventID
            )
        )
    }

    /// All places of blocks that follow each other.
    package static func readAll(_ words: [UInt64]) -> [Content] {
        var contents: [Content] = []
        var start = 0
        while start < words.count {
            let end = start + wordCount(words[start])
            contents.append(read(words[start..<end]))
            start = end
        }
        return contents
    }

    static func wordCount(_ header: UInt64) -> Int { Int(header >> 32) }
    static func next(_ header: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: header) }
    static func header(wordCount: Int, next: UInt32) -> UInt64 {
        UInt64(wordCount) << 32 | UInt64(next)
    }

    /// The member, of the first word of bytes.
    static func member(_ word: UInt64) -> Int {
        var reader = WordReader([word])
        return word & 0x80 == 0 ? Int(word & 0x7F) : Int(reader.number())
    }

    // MARK: - UUIDs

    /// The digits of a UUID in lower case, which most events' ids are.
    private static func packed(_ text: [UInt8]) -> (high: UInt64, low: UInt64)? {
        guard text.count == idLength else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var isUUID = true
        for offset in 0..<idLength {
            let byte = text[offset]
            if isHyphen(offset) {
                isUUID = isUUID && byte == UInt8(ascii: "-")
                continue
            }
            // No branches: digits and letters come at random.
            let decimal = byte &- 0x30
            let letter = byte &- 0x61
            isUUID = isUUID && (decimal < 10) != (letter < 6)
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(decimal < 10 ? decimal : letter &+ 10)
        }
        return isUUID ? (high, low) : nil
    }

    private static func unpacked(_ high: UInt64, _ low: UInt64) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(idLength)
        for word in [high, low] {
            for digitsBehind in stride(from: 60, through: 0, by: -4) {
                if isHyphen(text.count) { text.append(UInt8(ascii: "-")) }
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(digitsBehind) & 15)
                text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return text
    }

    private static func isHyphen(_ offset: Int) -> Bool {
        offset == 8 || offset == 13 || offset == 18 || offset == 23
    }
}
