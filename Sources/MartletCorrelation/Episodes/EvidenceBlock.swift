internal import MartletEngine

/// How the place of a match is written into words: about 40 bytes, where a record takes 200.
///
/// The first word holds the next block of a list and the number of words, the second the time; what
/// follows are bytes.
enum EvidenceBlock {
    /// A place as it was written.
    struct Content: Equatable {
        var time: Int64
        var member: Int
        var place: MatchRecord.Place
    }

    private static let idLength = 36
    private static let hyphens = [8, 13, 18, 23]

    static func append(_ content: Content, to writer: inout WordWriter) {
        let start = writer.words.count
        writer.append(word: 0)
        writer.append(word: UInt64(bitPattern: content.time))
        let place = content.place
        for number in [content.member, place.input, place.line, place.offset, place.length] {
            writer.append(number: UInt64(bitPattern: Int64(number)))
        }
        if let digits = packed(place.eventID) {
            writer.append(number: 0)
            writer.append(digits)
        } else {
            writer.append(number: UInt64(place.eventID.count) + 1)
            writer.append(place.eventID)
        }
        writer.replace(at: start, with: UInt64(writer.words.count - start) << 32)
    }

    static func read(_ words: ArraySlice<UInt64>) -> Content {
        var reader = WordReader(words)
        _ = reader.word()
        let time = Int64(bitPattern: reader.word())
        let numbers = (0..<5).map { _ in Int(Int64(bitPattern: reader.number())) }
        let length = reader.number()
        let eventID = length == 0 ? unpacked(reader.bytes(16)) : reader.bytes(Int(length) - 1)
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
    static func readAll(_ words: [UInt64]) -> [Content] {
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

    /// The 16 bytes of a UUID in lower case, which most events' ids are.
    private static func packed(_ text: [UInt8]) -> [UInt8]? {
        guard text.count == idLength, hyphens.allSatisfy({ text[$0] == UInt8(ascii: "-") }) else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        var high: UInt8?
        for (offset, byte) in text.enumerated() where !hyphens.contains(offset) {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }

    private static func unpacked(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(idLength)
        for byte in bytes {
            if hyphens.contains(text.count) { text.append(UInt8(ascii: "-")) }
            for digit in [byte >> 4, byte & 15] {
                text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return text
    }
}
