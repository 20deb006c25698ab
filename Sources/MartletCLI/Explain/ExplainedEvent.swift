/// The event to explain, and how it is called.
struct ExplainedEvent {
    let bytes: [UInt8]
    /// The file, or `nil` for JSON of the command line.
    var file: String?
    var line: Int?
    /// Which of the events on its line it is, counted from 1, if there are more.
    var number: Int?
    /// The signal that it was named by.
    var signal: SignalReference?

    /// The name in messages: `audit.log:12`.
    var name: String {
        guard let file else { return "the given event" }
        let place = file == "-" ? "standard input" : file
        return place + (line.map { ":\($0)" } ?? "") + (number.map { ":\($0)" } ?? "")
    }

    /// The place as JSON.
    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let file { members.append((key: "file", value: .string(file))) }
        if let line { members.append((key: "line", value: .integer(line))) }
        if let number { members.append((key: "number", value: .integer(number))) }
        members.append((key: "length", value: .integer(bytes.count)))
        return .object(members)
    }
}
