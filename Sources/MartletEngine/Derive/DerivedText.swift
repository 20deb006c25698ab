internal import MartletRules

/// The text of an event with the objects behind it that are made of its fields.
///
/// The event is copied to where there is room, so that what was found in it stays at its offset, and
/// everything that reads a value reads those of a derived object as well. Nothing is copied for an
/// event of which nobody asks for such an object.
final class DerivedText {
    /// Where an object stands, and what it was made of.
    struct Place {
        var source: Range<Int>
        var text: Range<Int>
    }

    /// What an entry's offset can reach, which only the longest of lines come near.
    private static let byteLimit = Int(UInt32.max) - ByteView.paddingByteCount

    private var bytes = Buffer<UInt8>(repeating: 0, count: 4096)
    /// How many bytes of it the text takes.
    private var count = 0
    /// The number of the event that the copy is of, and of the one that the places are of.
    private var copied: UInt64 = 0
    private var current: UInt64 = 0
    /// The fields of the event whose objects were asked for; `nil` where there is none.
    private var places: [Int: Place?] = [:]
    /// How many objects hold a part of what they are made of, since this was asked last.
    private var curtailedCount = 0

    /// The objects of the current event.
    func places(of event: UInt64) -> [Place] {
        event == current ? places.values.compactMap(\.self) : []
    }

    /// Whether a field's object was asked for in an event before.
    func hasLooked(atField field: Int, of event: UInt64) -> Bool {
        if event != current {
            current = event
            places.removeAll(keepingCapacity: true)
        }
        return places[field] != nil
    }

    /// Where a field's object stands, once it was looked for.
    func place(ofField field: Int) -> Place? { places[field] ?? nil }

    /// How many objects were curtailed since the last call.
    func takeCurtailedCount() -> Int {
        defer { curtailedCount = 0 }
        return curtailedCount
    }

    /// Puts an object behind the event, and lets the scanner read both.
    func keep(
        _ object: DerivedObject,
        of source: Range<Int>,
        forField field: Int,
        of event: UInt64,
        in scanner: inout Scanner
    ) {
        let room = DerivedText.byteLimit - (copied == event ? count : scanner.text.count)
        let fits = object.json.map { $0.count <= room } ?? true
        if object.isCurtailed || !fits { curtailedCount += 1 }
        guard fits, let json = object.json else {
            places.updateValue(nil, forKey: field)
            return
        }
        if copied != event {
            copied = event
            count = scanner.text.count
            bytes.grow(to: count + json.count + ByteView.paddingByteCount, repeating: 0)
            bytes.store(scanner.text, at: 0)
        }
        let start = count
        count += json.count
        bytes.grow(to: count + ByteView.paddingByteCount, repeating: 0)
        ByteView.withBytes(json) { bytes.store($0, at: start) }
        for offset in count..<count + ByteView.paddingByteCount { bytes[offset] = 0 }
        places[field] = Place(source: source, text: start..<count)
        // SAFETY: the padding was written above, and the scanner reads the text until the next event
        // or the next object of this one.
        scanner.extend(to: unsafe ByteView(base: bytes.pointer(), count: count))
    }
}

extension DerivedText {
    /// The value of a field that an object is made of: the first of the right kind.
    ///
    /// Tells at a glance most events that have none: a URI without a query, a patch that is no list.
    static func source(
        _ form: DerivedForm,
        among field: Int,
        in scanner: borrowing Scanner
    ) -> FieldTable.Entry? {
        var next = scanner.table.head(of: field)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            switch form {
            case .query:
                guard entry.kind == .string else { continue }
                let hasQuery =
                    scanner.text(of: entry)
                    .firstIndex(of: UInt8(ascii: "?"), from: 0) != nil
                // The question mark may be written as an escape.
                return hasQuery || scanner.holdsSpecial(entry) ? entry : nil
            case .jsonPatch:
                if entry.kind == .array { return entry }
            }
        }
        return nil
    }

    /// The object that is made of a value; `nil` if the value is not sound, which the scanner notes.
    static func object(
        _ form: DerivedForm,
        madeOf source: FieldTable.Entry,
        in scanner: inout Scanner
    ) -> DerivedObject? {
        switch form {
        case .query:
            return scanner.decodedText(of: source).map { QueryObject.object(of: $0) }
        case .jsonPatch:
            let range = scanner.range(of: source)
            let patch = scanner.text.slice(from: range.lowerBound, count: range.count).bytes
            var isTooLarge = false
            guard let tree = EventTree(patch, &isTooLarge) else {
                if isTooLarge { return DerivedObject(isCurtailed: true) }
                _ = scanner.fail(.unexpectedByte, at: range.lowerBound)
                return nil
            }
            return PatchObject.object(of: tree)
        }
    }
}
