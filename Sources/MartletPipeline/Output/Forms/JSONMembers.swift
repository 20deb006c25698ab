internal import MartletEngine

/// Writes the members of a JSON object; what there is no value for is left out.
struct JSONMembers {
    private var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    /// The object.
    var object: [UInt8] { [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")] }

    /// Adds a value that is JSON already.
    mutating func add(_ key: String, json value: [UInt8]?) {
        guard let value else { return }
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(quoted: key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        bytes += value
    }

    /// Adds a text.
    mutating func add(_ key: String, _ text: String?) {
        add(key, json: text.map(JSONMembers.quoted))
    }

    /// Adds a number.
    mutating func add(_ key: String, _ number: Int64?) {
        add(key, json: number.map { Array("\($0)".utf8) })
    }

    /// Adds a time, in nanoseconds since 1970.
    mutating func add(_ key: String, time: Int64?) {
        guard let time else { return }
        var text = [UInt8(ascii: "\"")]
        TimeText.append(time, to: &text)
        text.append(UInt8(ascii: "\""))
        add(key, json: text)
    }

    /// Adds texts, unless there are none.
    mutating func add(_ key: String, _ texts: [String]) {
        add(key, array: texts.map(JSONMembers.quoted))
    }

    /// Adds values that are JSON already, unless there are none.
    mutating func add(_ key: String, array values: [[UInt8]]) {
        guard !values.isEmpty else { return }
        add(key, json: JSONMembers.array(values))
    }

    /// Adds an object, unless it is empty.
    mutating func add(_ key: String, _ members: JSONMembers) {
        if !members.isEmpty { add(key, json: members.object) }
    }

    /// An array of values that are JSON.
    static func array(_ values: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + Array(values.joined(separator: [UInt8(ascii: ",")]))
            + [UInt8(ascii: "]")]
    }

    private static func quoted(_ text: String) -> [UInt8] {
        var quoted: [UInt8] = []
        JSONText.append(quoted: text, to: &quoted)
        return quoted
    }
}
