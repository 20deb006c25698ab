/// One step of a JSON pointer (RFC 6901), as the API server reads it.
struct PatchStep: Equatable {
    /// The key that it is in an object.
    let key: [UInt8]

    /// The steps of a pointer; `nil` for a text that is none.
    ///
    /// The server passes over what stands before the first slash.
    static func steps(of pointer: [UInt8]) -> [PatchStep]? {
        guard !pointer.isEmpty else { return [] }
        guard let slash = pointer.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        return pointer[(slash + 1)...]
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { PatchStep(key: unescaped($0)) }
    }

    /// Whether it can be a place in an array.
    var isPlace: Bool { isBehindAll || index != nil }

    /// Whether it is the place behind an array's last element.
    var isBehindAll: Bool { key == [UInt8(ascii: "-")] }

    /// The element of an array that it is; like the server's, the number may have a sign.
    var index: Int? {
        let digits =
            key.first.map { [0x2B, 0x2D].contains($0) } == true ? key.dropFirst() : key[...]
        guard (1...18).contains(digits.count), digits.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return nil
        }
        return Int(String(decoding: key, as: UTF8.self))
    }

    /// `~1` is a slash and `~0` a tilde.
    private static func unescaped(_ step: ArraySlice<UInt8>) -> [UInt8] {
        guard step.contains(UInt8(ascii: "~")) else { return Array(step) }
        var key: [UInt8] = []
        var rest = step
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "~"), UInt8(ascii: "0")):
                key.append(UInt8(ascii: "~"))
                rest.removeFirst()
            case (UInt8(ascii: "~"), UInt8(ascii: "1")):
                key.append(UInt8(ascii: "/"))
                rest.removeFirst()
            default: key.append(byte)
            }
        }
        return key
    }
}
