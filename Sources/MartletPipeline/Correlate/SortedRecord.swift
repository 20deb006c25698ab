package import MartletCorrelation
package import MartletEngine
internal import MartletRules

/// What can be put into its order while most of it is in a file.
package protocol SortedRecord: Sendable {
    /// Whether one belongs in front of another.
    static func isInOrder(_ left: Self, _ right: Self) -> Bool

    /// What the order looks at first: a lesser one belongs in front, whatever else the records hold.
    var precedence: Precedence { get }

    func encode(to writer: inout RecordWriter)

    init(from reader: inout RecordReader) throws(RecordReader.Damage)
}

extension MatchRecord: SortedRecord {
    package var precedence: Precedence {
        Precedence(time: time, second: content, third: place.input, fourth: place.offset)
    }

    package func encode(to writer: inout RecordWriter) {
        writer.append(time: time)
        writer.append(fixed: content)
        writer.append(fixed: key)
        writer.append(rule)
        writer.append(place.input)
        writer.append(place.line)
        writer.append(place.offset)
        writer.append(place.length)
        writer.append(place.eventID)
        writer.append(values)
        writer.append(signal)
        writer.append(signalSplit)
    }

    package init(from reader: inout RecordReader) throws(RecordReader.Damage) {
        let time = try reader.readTime()
        let content = try reader.readFixed()
        let key = try reader.readFixed()
        let rule = try reader.readNumber()
        var place = Place(
            input: try reader.readNumber(),
            line: try reader.readNumber(),
            offset: try reader.readNumber(),
            length: try reader.readNumber()
        )
        place.eventID = try reader.readText()
        let values = try reader.readPackedValues()
        let signal = try reader.readText()
        let split = try reader.readNumber()
        guard 0...signal.count ~= split else { throw RecordReader.Damage() }
        self.init(
            time: time,
            rule: rule,
            key: key,
            content: content,
            place: place,
            values: values,
            signal: signal,
            signalSplit: split
        )
    }
}

extension CorrelationSignal: SortedRecord {
    package var precedence: Precedence { Precedence(time: time, second: UInt64(ordinal)) }

    package func encode(to writer: inout RecordWriter) {
        writer.append(time: time)
        writer.append(ordinal)
        writer.append(Level.allCases.firstIndex(of: level) ?? 0)
        writer.append(group)
        writer.append(line)
    }

    package init(from reader: inout RecordReader) throws(RecordReader.Damage) {
        let time = try reader.readTime()
        let ordinal = try reader.readNumber()
        let level = try reader.readNumber()
        guard Level.allCases.indices.contains(level), ordinal >= 0 else {
            throw RecordReader.Damage()
        }
        self.init(
            time: time,
            ordinal: ordinal,
            group: try reader.readValues(),
            level: Level.allCases[level],
            line: try reader.readText()
        )
    }
}

extension SortedRecord {
    /// The record that the bytes are, all of them; `nil` if they are none.
    package static func read(_ bytes: ArraySlice<UInt8>) -> Self? {
        var reader = RecordReader(bytes)
        guard let record = try? Self(from: &reader), reader.count == 0 else { return nil }
        return record
    }
}
