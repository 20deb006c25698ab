/// The texts that placeholders stand for, by name.
package struct Placeholders: Sendable {
    package private(set) var values: [String: [String]]

    package init(_ values: [String: [String]] = [:]) {
        self.values = values
    }

    /// Gives a name its texts, in place of any that it has.
    package mutating func define(_ name: String, as texts: [String]) {
        values[name] = texts
    }
}
