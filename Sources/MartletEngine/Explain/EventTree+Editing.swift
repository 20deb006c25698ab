extension EventTree {
    /// The event with fewer or other members, byte for byte as it was in all else.
    ///
    /// - Parameters:
    ///   - omitted: keys at the top that are left out.
    ///   - replaced: JSON texts that take the places of those under keys at the top.
    /// - Returns: the event as one line, without the spaces between its members.
    package func event(
        omitting omitted: Set<String>,
        replacing replaced: [String: [UInt8]]
    ) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for member in members(of: 0) {
            guard let key = nodes[member].key else { continue }
            let name = self.key(of: member).map { String(decoding: $0, as: UTF8.self) } ?? ""
            guard !omitted.contains(name) else { continue }
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += padded[key.lowerBound - 1..<key.upperBound + 1]
            text.append(UInt8(ascii: ":"))
            text += replaced[name] ?? source(of: member)
        }
        return text + [UInt8(ascii: "}")]
    }
}
