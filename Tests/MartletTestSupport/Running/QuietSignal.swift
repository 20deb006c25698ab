package import MartletEngine
package import MartletRules

/// The signal of a quiet rule as the engine writes it, as far as correlations look at it.
package enum QuietSignal {
    /// Gives the signal of a match, and where what is known of its group belongs.
    package static func text(
        at place: MatchRecord.Place,
        of file: String,
        _ level: Level
    ) -> (bytes: [UInt8], split: Int) {
        let rule = #""rule":{"title":"r","level":"\#(level.rawValue)"}"#
        let source = #""source":{"file":"\#(file)","line":\#(place.line)}"#
        let opening = Array("{\(rule),\(source)".utf8)
        return (opening + Array("}\n".utf8), opening.count)
    }
}
