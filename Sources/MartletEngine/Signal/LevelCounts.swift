package import MartletRules

/// How many signals there are of each level.
package struct LevelCounts: Sendable, Equatable {
    private var counts = Array(repeating: 0, count: Level.allCases.count)

    package init() {}

    /// How many signals have a level.
    package subscript(level: Level) -> Int {
        get { counts[LevelCounts.index(of: level)] }
        set { counts[LevelCounts.index(of: level)] = newValue }
    }

    /// Signals of all levels together.
    package var total: Int { counts.reduce(0, +) }

    /// The highest level of a signal, if there is any.
    package var highest: Level? { Level.allCases.last { self[$0] > 0 } }

    /// Adds the counts of each level.
    package static func += (left: inout LevelCounts, right: LevelCounts) {
        for index in left.counts.indices { left.counts[index] += right.counts[index] }
    }

    private static func index(of level: Level) -> Int {
        Level.allCases.firstIndex(of: level) ?? 0
    }
}

extension LevelCounts: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (Level, Int)...) {
        self.init()
        for (level, count) in elements { self[level] += count }
    }
}
