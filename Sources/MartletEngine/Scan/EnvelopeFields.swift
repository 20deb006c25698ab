internal import MartletRules

/// The fields that tell an EventList, the envelope in which the API server's webhook sends events.
struct EnvelopeFields: Sendable {
    private let kind: Int
    private let items: Int

    init(number: (FieldPath) -> Int) {
        kind = number(FieldPath("kind"))
        items = number(FieldPath("items"))
    }

    /// The offsets of an EventList's items, or `nil` if the scanned event is no EventList.
    @inline(__always)
    func items(in scanner: borrowing Scanner) -> [Int]? {
        let head = scanner.table.head(of: items)
        guard head >= 0 else { return nil }
        return itemsOfList(in: scanner, entry: scanner.table.entry(head))
    }

    private func itemsOfList(
        in scanner: borrowing Scanner,
        entry: FieldTable.Entry
    ) -> [Int]? {
        let head = scanner.table.head(of: kind)
        guard entry.kind == .array, head >= 0,
            scanner.text(of: scanner.table.entry(head)).bytes.elementsEqual("EventList".utf8)
        else { return nil }
        return scanner.memberOffsets(ofArrayAt: Int(entry.offset))
    }
}
