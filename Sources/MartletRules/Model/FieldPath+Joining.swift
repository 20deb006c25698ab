extension FieldPath {
    /// This path followed by what stands in another behind its first segments.
    func appending(_ other: FieldPath, from first: Int) -> FieldPath {
        var text = description
        for segment in other.segments[first...] { text += "." + FieldPath.escaped(segment) }
        for step in other.indexedSteps {
            switch step {
            case .key(let key): text += "." + FieldPath.escaped(key)
            case .index(let index): text += "[\(index)]"
            }
        }
        return FieldPath(text)
    }

    /// A path that starts from what another leads to, as it is named from where that one starts.
    package func below(_ outer: FieldPath) -> FieldPath {
        outer.segments.isEmpty && outer.indexedSteps.isEmpty
            ? self : outer.appending(self, from: 0)
    }

    /// A segment as it is written in a name, with nothing in it that splits or indexes.
    private static func escaped(_ segment: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in segment {
            if [UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]")].contains(byte) {
                text.append(UInt8(ascii: "\\"))
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
