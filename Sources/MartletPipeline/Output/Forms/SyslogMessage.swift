internal import MartletEngine
internal import MartletRules

/// Signals as messages of syslog.
///
/// The message is the signal's JSON, without a byte order mark, which JSON readers refuse.
///
/// Source: RFC 5424; octet counting, RFC 6587 section 3.4.1.
package struct SyslogMessage: Sendable {
    /// Who names the structured data; martlet has no number of its own, so it is that of documents.
    ///
    /// Source: RFC 5612.
    private static let enterprise = "martlet@32473"
    private static let hostLimit = 255

    private let facility: Int
    private let host: String
    private let processID: Int32

    /// Prepares.
    ///
    /// - Parameters:
    ///   - facility: the number of the facility, from 0 to 23.
    ///   - host: the machine's name.
    ///   - processID: the number of the process.
    package init(facility: Int, host: String, processID: Int32) {
        self.facility = facility
        let name = host.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }
        self.host =
            name.isEmpty ? "-" : String(String.UnicodeScalarView(name.prefix(Self.hostLimit)))
        self.processID = processID
    }

    /// The severity of a level.
    static func severity(of level: Level) -> Int {
        switch level {
        case .informational: 6
        case .low: 5
        case .medium: 4
        case .high: 3
        case .critical: 2
        }
    }

    /// Writes a message.
    ///
    /// - Parameters:
    ///   - line: the signal as JSON.
    ///   - body: what the message says, which is the signal in any form.
    /// - Returns: the message.
    package func message(of line: [UInt8], saying body: [UInt8]) -> [UInt8] {
        let signal = SignalFields(line)
        let level = signal?.text("rule", "level").flatMap { Level(rawValue: $0) } ?? .medium
        let priority = facility * 8 + Self.severity(of: level)
        let time = signal?.text("time").flatMap(Self.timestamp) ?? "-"
        let kind = signal?.count("withheld") == nil ? "signal" : "withheld"
        var text = "<\(priority)>1 \(time) \(host) martlet \(processID) \(kind) [\(Self.enterprise)"
        for (name, value) in [
            ("id", signal?.text("id")), ("rule", signal?.text("rule", "id")),
            ("title", signal?.text("rule", "title")), ("level", level.rawValue),
        ] {
            if let value { text += " \(name)=\"\(Self.escaped(value))\"" }
        }
        return Array((text + "] ").utf8) + body
    }

    /// Puts the length in front of a message, for streams.
    package static func counted(_ message: [UInt8]) -> [UInt8] {
        Array("\(message.count) ".utf8) + message
    }

    private static func escaped(_ value: String) -> String {
        var output = ""
        for scalar in value.unicodeScalars {
            if "\"\\]".unicodeScalars.contains(scalar) { output += "\\" }
            output.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
        }
        return output
    }

    /// A time of RFC 3339 as syslog takes it, with six digits of a second at most; `nil` for other
    /// forms.
    private static func timestamp(_ text: String) -> String? {
        let form = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?\d*(Z|[+-]\d\d:\d\d)/
        guard let match = text.wholeMatch(of: form) else { return nil }
        return "\(match.1)\(match.2 ?? "")\(match.3)"
    }
}
