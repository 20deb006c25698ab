/// Reads the events of a chunk of fluent-bit.
///
/// An event is `[[time, metadata], body]`, or `[time, body]` as older releases and some senders write
/// it. Marks of where a group of events begins and ends look like events and are passed over.
struct ChunkReader: ~Escapable {
    /// An event, up to its body.
    struct Event {
        let time: EventTime
        /// Where the body begins, a map.
        let bodyOffset: Int
    }

    /// What comes next in a chunk.
    enum Item {
        case event(Event)
        /// Nothing but whole events came before.
        case end
        case malformed
    }

    /// Stands at the body after ``next()`` gave an event; the caller moves it behind that.
    var reader: MessagePackReader

    @_lifetime(copy chunk)
    init(_ chunk: Span<UInt8>) {
        reader = MessagePackReader(chunk)
    }

    /// The next event, up to its body.
    @_lifetime(self: copy self)
    mutating func next() -> Item {
        while !reader.isAtEnd {
            guard reader.next() == .array(count: 2), let time = time() else { return .malformed }
            let bodyOffset = reader.offset
            guard !time.marksGroup else {
                guard reader.skipValue() else { return .malformed }
                continue
            }
            return .event(Event(time: time, bodyOffset: bodyOffset))
        }
        return .end
    }

    /// The first member of an event.
    @_lifetime(self: copy self)
    private mutating func time() -> EventTime? {
        guard let head = reader.next() else { return nil }
        guard head == .array(count: 2) else { return EventTime(head, in: reader.bytes) }
        guard let token = reader.next(), let time = EventTime(token, in: reader.bytes),
            reader.skipValue()
        else { return nil }
        return time
    }
}
