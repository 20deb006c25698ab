/// The memory for what one envelope holds: reused, so that opening one allocates on growth only.
final class EnvelopeLevel {
    /// An object, a text or anything else that may be an event.
    struct Member: BitwiseCopyable {
        /// Where it stands in the text of the envelope, quotes included.
        var start: Int
        var end: Int
        var kind: FieldTable.Kind
    }

    /// Where the members of the envelope are.
    var members: [Member] = []
    /// Whether the field is an array, or several values.
    var isList: Bool { hasArray || members.count > 1 }
    private var hasArray = false
    /// Where the texts start that should be events of the object and cannot be read, in its text;
    /// 0 for the object's own translation.
    var unreadable: Set<Int> = []
    /// The member that is a text, decoded.
    var text = Buffer<UInt8>(repeating: 0, count: 1024)
    /// The event that the envelope was translated into.
    var translation: [UInt8] = []

    /// Finds the members of a field: its values, or where it is an array that array's.
    func findMembers(of field: Int, in evaluator: inout Evaluator) -> Bool {
        members.removeAll(keepingCapacity: true)
        hasArray = false
        guard evaluator.locate(field: field) else { return false }
        let start = evaluator.eventStart
        var next = evaluator.scanner.table.head(of: field)
        /// The scalars of an array have entries of their own behind that of the array.
        var covered = 0
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            let range = evaluator.scanner.range(of: entry)
            guard range.lowerBound >= covered else { continue }
            guard entry.kind == .array else {
                add(range, entry.kind, from: start)
                continue
            }
            covered = range.upperBound
            hasArray = true
            for offset in evaluator.scanner.memberOffsets(ofArrayAt: range.lowerBound) {
                let end = evaluator.scanner.end(ofValueAt: offset)
                add(offset..<end, evaluator.scanner.kind(at: offset), from: start)
            }
        }
        return true
    }

    private func add(_ range: Range<Int>, _ kind: FieldTable.Kind, from start: Int) {
        members.append(
            Member(start: range.lowerBound - start, end: range.upperBound - start, kind: kind)
        )
    }

    /// The bytes of a member as a text of its own; `nil` for a string that is not valid.
    func read(_ member: Member, of envelope: ByteView) -> ByteView? {
        guard member.kind == .string else {
            return envelope.slice(from: member.start, count: member.end - member.start)
        }
        do throws(StringDecoder.Failure) {
            let count = try StringDecoder.decode(
                envelope,
                from: member.start + 1,
                to: member.end - 1,
                into: &text
            )
            return view(count: count)
        } catch {
            return nil
        }
    }

    /// The translation as a text of its own.
    func readTranslation() -> ByteView {
        text.grow(to: translation.count + ByteView.paddingByteCount, repeating: 0)
        for index in translation.indices { text[index] = translation[index] }
        return view(count: translation.count)
    }

    private func view(count: Int) -> ByteView {
        // SAFETY: what fills the buffer leaves padding behind it, and the view is done with before
        // the buffer is filled again.
        let whole = unsafe ByteView(base: text.pointer(), count: count)
        let (start, end) = Session.trimmed(whole)
        return whole.slice(from: min(start, end), count: max(end - start, 0))
    }
}
