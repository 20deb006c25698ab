/// Damages a line the way disks, networks and attackers do; the result may still be valid.
package enum LineMutator {
    /// Changes a line in one place or a few and adds no line feed.
    package static func mutate(_ line: [UInt8], using random: inout RandomSource) -> [UInt8] {
        var line = line
        for _ in 0...(random.oneIn(3) ? random.below(4) : 0) where !line.isEmpty {
            let index = random.below(line.count)
            switch random.below(8) {
            case 0: line.removeSubrange(index...)
            case 1: line.removeSubrange(..<index)
            case 2: line.remove(at: index)
            case 3: line.insert(line[index], at: index)
            case 4: line[index] ^= UInt8(1) << UInt8(random.below(8))
            case 5: line[index] = UInt8(random.below(256))
            case 6:
                let end = index + random.below(min(20, line.count - index))
                line.insert(contentsOf: line[index..<end], at: random.below(line.count))
            default: line.insert(random.pick(structuralBytes), at: index)
            }
        }
        return line.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "n") : $0 }
    }

    /// Bytes that mean something to a scanner.
    private static let structuralBytes: [UInt8] =
        Array("\"\\{}[]:,0-.eEtfnu /\r\t".utf8) + [
            0x00, 0x1F, 0x7F, 0x80, 0xC0, 0xED, 0xF5, 0xFF,
        ]
}
