internal import MartletEngine
internal import MartletPipeline

/// A line of the log of a run.
package struct LogLine: Hashable, Sendable {
    /// The form of lines.
    package enum Format: Sendable {
        /// For people, with the time in front.
        case text
        /// The same for journald, which knows the time, and takes the priority of a line from its start.
        case journal
        case json
    }

    package let level: LogLevel
    /// What happened: a sentence, or several lines.
    package let message: String

    package init(_ level: LogLevel, _ message: String) {
        self.level = level
        self.message = message
    }

    /// The line as it is written, with its end.
    ///
    /// - Parameters:
    ///   - format: its form.
    ///   - repeats: how often the same was to be said meanwhile.
    ///   - time: nanoseconds since 1970.
    /// - Returns: the line, or several of them.
    package func text(_ format: Format, repeats: Int = 0, at time: Int64) -> String {
        let times = repeats > 0 ? " (\(ReadableNumber.counted(repeats, "time")) more)" : ""
        switch format {
        case .text:
            // Diagnostics begin with their place, where editors and grep look for it.
            guard !message.contains("\n") else { return "\(message)\(times)\n" }
            return "\(Self.text(time)) \(level.rawValue): \(message)\(times)\n"
        case .journal:
            return message.split(separator: "\n", omittingEmptySubsequences: true)
                .map { "<\(level.priority)>\($0)\(times)\n" }.joined()
        case .json:
            var text = Array(
                "{\"time\":\"\(Self.text(time))\",\"level\":\"\(level.rawValue)\"".utf8
            )
            text += ",\"message\":".utf8
            JSONText.append(quoted: message, to: &text)
            if repeats > 0 { text += ",\"repeats\":\(repeats)".utf8 }
            text += "}\n".utf8
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// A time to the millisecond, always as long.
    private static func text(_ time: Int64) -> String {
        var seconds: [UInt8] = []
        TimeText.append(time / 1_000_000_000 * 1_000_000_000, to: &seconds)
        let milliseconds = String(1_000 + time / 1_000_000 % 1_000).dropFirst()
        return "\(String(decoding: seconds.dropLast(), as: UTF8.self)).\(milliseconds)Z"
    }
}
