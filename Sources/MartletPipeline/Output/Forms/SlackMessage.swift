internal import MartletEngine
internal import MartletRules

/// Signals as a message that Slack shows, a block each.
///
/// What comes of an event can neither mention people nor become a link: `&`, `<` and `>` are
/// escaped, and Slack is told to leave the text as it is.
///
/// Source: Slack API, "Formatting text for app surfaces" and "Reference: blocks".
enum SlackMessage {
    /// A message has 50 blocks at most.
    static let signalLimit = 50
    /// A block has 3,000 characters at most.
    private static let textLimit = 2_900
    /// The text that notifications show.
    private static let summaryLimit = 200

    static func body(of signals: some Collection<[UInt8]>) -> [UInt8] {
        var blocks: [[UInt8]] = []
        var titles: [String] = []
        for line in signals.prefix(signalLimit) {
            guard let signal = SignalFields(ofAny: line) else { continue }
            titles.append("[\(signal.text("rule", "level") ?? "")] \(title(of: signal))")
            var text = JSONMembers()
            text.add("type", "mrkdwn")
            text.add("text", self.text(of: signal))
            text.add("verbatim", json: Array("true".utf8))
            var block = JSONMembers()
            block.add("type", "section")
            block.add("text", text)
            blocks.append(block.object)
        }
        var message = JSONMembers()
        let more = titles.count > 1 ? " and \(titles.count - 1) more" : ""
        message.add("text", escaped(titles.first ?? "", limit: summaryLimit) + more)
        message.add("blocks", array: blocks)
        message.add("unfurl_links", json: Array("false".utf8))
        message.add("unfurl_media", json: Array("false".utf8))
        return message.object
    }

    private static func title(of signal: SignalFields) -> String {
        signal.text("rule", "title") ?? ""
    }

    private static func text(of signal: SignalFields) -> String {
        let level = signal.text("rule", "level") ?? ""
        var lines = ["*[\(escaped(level))] \(escaped(title(of: signal), limit: 300))*"]
        if let message = signal.text("message"), message != title(of: signal) {
            lines.append(escaped(message, limit: 1_000))
        }
        if let count = signal.count("withheld") {
            lines.append("\(count) more signals of this rule")
        }
        func add(_ name: String, _ value: String) {
            if !value.isEmpty { lines.append("*\(name)* \(escaped(value, limit: 300))") }
        }
        var who = signal.text("who", "user") ?? ""
        if let other = signal.text("who", "impersonated_user") { who += " as \(other)" }
        add("Who", who)
        let resource = [signal.text("where", "resource"), signal.text("where", "subresource")]
        let place: [String?] = [
            signal.text("where", "namespace"),
            resource.compactMap { $0 }.joined(separator: "/"),
            signal.text("where", "name"),
        ]
        add("Where", place.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "))
        add("From", signal.texts("where", "source_ips").joined(separator: ", "))
        add("When", signal.text("time") ?? "")
        let attack = signal.texts("rule", "tactics") + signal.texts("rule", "techniques")
        add("ATT&CK", attack.joined(separator: ", "))
        add("Signal", signal.text("id") ?? "")
        return cut(lines.joined(separator: "\n"))
    }

    /// A text that Slack shows as it is, cut behind so many characters.
    private static func escaped(_ text: String, limit: Int = .max) -> String {
        var output = ""
        for (index, character) in text.enumerated() {
            if index >= limit { return output + "…" }
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\n", "\r", "\r\n": output += " "
            default: output.append(character)
            }
        }
        return output
    }

    /// Leaves out whole lines that find no room.
    private static func cut(_ text: String) -> String {
        guard text.utf16.count > textLimit else { return text }
        var kept = ""
        for line in text.split(separator: "\n") {
            guard kept.utf16.count + line.utf16.count < textLimit else { continue }
            kept += kept.isEmpty ? String(line) : "\n" + line
        }
        return kept
    }
}
