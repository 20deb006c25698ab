internal import MartletRules

/// Writes signals as the rows of a table, for people.
package struct SignalTable: SignalRendering {
    private let isColored: Bool

    package init(colored: Bool) {
        isColored = colored
    }

    /// The row that names the columns.
    package var header: [UInt8] {
        let text = "TIME                 LEVEL          MESSAGE\n"
        return Array((isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text).utf8)
    }

    /// Appends the row of a signal.
    ///
    /// - Parameters:
    ///   - line: the signal as JSON, without a line feed; a line that is none is left out.
    ///   - output: receives the row.
    package func append(_ line: [UInt8], to output: inout [UInt8]) {
        guard let signal = EventTree(line), let rule = signal.member("rule", of: 0),
            let levelText = signal.text("level", of: rule),
            let level = Level(rawValue: String(decoding: levelText, as: UTF8.self))
        else { return }
        if let count = signal.text("withheld", of: 0) {
            append(time: signal.inside("first", of: 0), level, to: &output)
            output += count
            output += " more: ".utf8
            SignalText.append(json: signal.inside("title", of: rule), to: &output)
            output.append(UInt8(ascii: "\n"))
            return
        }
        guard let source = signal.member("source", of: 0),
            let file = signal.text("file", of: source),
            let number = signal.text("line", of: source)
        else { return }
        append(time: signal.inside("time", of: 0), level, to: &output)
        SignalText.append(json: signal.inside("message", of: 0), to: &output)
        output += (isColored ? "\u{1B}[2m" : "").utf8
        output += "  ".utf8
        output += VisibleText.escape(String(decoding: file, as: UTF8.self)).utf8
        output.append(UInt8(ascii: ":"))
        output += number
        output += (isColored ? "\u{1B}[0m\n" : "\n").utf8
    }

    /// Appends the columns of time and level; the time is the inside of a JSON string.
    private func append(time: [UInt8], _ level: Level, to output: inout [UInt8]) {
        // To the second, spelt as in the event, where it can be searched for.
        var short: [UInt8] = []
        ByteView.withBytes(time) { text in
            _ = JSONText.append(source: text, limit: 19, to: &short)
        }
        let width = SignalText.append(json: short, to: &output)
        output += repeatElement(0x20, count: max(21 - width, 1))
        if isColored { output += "\u{1B}[\(SignalTable.color(of: level))m".utf8 }
        output += level.rawValue.utf8
        if isColored { output += "\u{1B}[0m".utf8 }
        output += repeatElement(0x20, count: 15 - level.rawValue.utf8.count)
    }

    private static func color(of level: Level) -> String {
        switch level {
        case .informational: "2"
        case .low: "36"
        case .medium: "33"
        case .high: "31"
        case .critical: "1;31"
        }
    }
}

extension EventTree {
    /// The member of an object under a key.
    fileprivate func member(_ key: String, of node: Int) -> Int? {
        member(Array(key.utf8), of: node)
    }

    /// What a member that is a text or a number says.
    fileprivate func text(_ key: String, of node: Int) -> [UInt8]? {
        member(key, of: node).flatMap { text(of: $0) }
    }

    /// The inside of a member that is a string, as it is spelt; empty if there is none.
    fileprivate func inside(_ key: String, of node: Int) -> [UInt8] {
        guard let member = member(key, of: node), nodes[member].kind == .text else { return [] }
        return Array(source(of: member).dropFirst().dropLast())
    }
}
