/// An object that may be an event, and the text that it stands in.
struct ReferenceEvent {
    let value: JSONValue
    /// What the members' places count in.
    let text: [UInt8]

    /// Reads a text that is one object, or fails on anything else.
    init?(_ text: [UInt8]) {
        guard let value = try? JSONParser.parse(text) else { return nil }
        self.init(value: value, text: text)
    }

    init(value: JSONValue, text: [UInt8]) {
        self.value = value
        self.text = text
    }

    /// Whether the object is written with these bytes at its beginning.
    func begins(with bytes: [UInt8]) -> Bool {
        guard case .object(let members) = value, let place = members.first?.place else {
            return false
        }
        // The opening ends with a comma, so nothing may stand between brace and key.
        return place.key.lowerBound > 0
            && text[(place.key.lowerBound - 1)...].starts(with: bytes)
    }

    /// A value of the object as an event of its own, or `nil` for one that cannot be any: objects
    /// are where they stand, strings are read.
    func inner(_ value: JSONValue) -> ReferenceEvent? {
        switch value {
        case .object: ReferenceEvent(value: value, text: text)
        case .string(let inner): ReferenceEvent(inner)
        default: nil
        }
    }

    /// Whether a value looks like an event: an object, or a text that begins as one.
    static func isPossible(_ value: JSONValue) -> Bool {
        switch value {
        case .object: return true
        case .string(let text):
            return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
        default: return false
        }
    }
}
