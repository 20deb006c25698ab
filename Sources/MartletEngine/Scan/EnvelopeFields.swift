internal import MartletRules

/// What tells an EventList, the envelope in which the API server's webhook sends events.
struct EnvelopeFields: Sendable {
    /// The field that is looked for in every event; the list's kind is only read when it is there.
    let items: Int

    init(number: (FieldPath) -> Int) {
        items = number(FieldPath("items"))
    }

    /// The offsets of an EventList's items, or `nil` if the event that was scanned is no EventList.
    @inline(__always)
    func events(in scanner: inout Scanner, at offset: Int) -> [Int]? {
        let head = scanner.table.head(of: items)
        return head < 0 ? nil : eventsOfList(in: &scanner, at: offset, items: head)
    }

    private func eventsOfList(
        in scanner: inout Scanner,
        at offset: Int,
        items head: Int
    ) -> [Int]? {
        let entry = scanner.table.entry(head)
        guard entry.kind == .array,
            let kind = scanner.valueOffset(ofKey: Array("kind".utf8), inObjectAt: offset),
            scanner.kind(at: kind) == .string,
            scanner.isString(
                Array("EventList".utf8),
                from: kind + 1,
                to: scanner.end(ofValueAt: kind) - 1
            )
        else { return nil }
        return scanner.memberOffsets(ofArrayAt: Int(entry.offset))
    }
}
