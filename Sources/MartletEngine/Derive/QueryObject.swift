/// The parameters of a URI's query, as an object of lists of texts.
///
/// Read as the API server does (Go's `net/url`), but for what Go refuses: a pair with `;` and an
/// escape that is none count as they are written, since a request must not hide by them.
/// Source: docs/log-sources.md, "Derived fields".
enum QueryObject {
    /// Parameters beyond so many are left out.
    static let parameterLimit = 10_000

    /// Makes the object of a URI.
    static func object(of uri: [UInt8]) -> DerivedObject {
        guard let mark = uri.firstIndex(of: UInt8(ascii: "?")) else { return DerivedObject() }
        var names: [[UInt8]] = []
        var values: [[[UInt8]]] = []
        var numbers: [[UInt8]: Int] = [:]
        var count = 0
        for pair in uri[(mark + 1)...].split(separator: UInt8(ascii: "&")) {
            count += 1
            if count > parameterLimit { break }
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = decoded(pair[..<end])
            let value = decoded(pair[end...].dropFirst())
            if let number = numbers[name] {
                values[number].append(value)
            } else {
                numbers[name] = names.count
                names.append(name)
                values.append([value])
            }
        }
        return DerivedObject(json: written(names, values), isCurtailed: count > parameterLimit)
    }

    /// A part of a query as text: `+` is a space, `%2F` a byte, and what is no UTF-8 then is U+FFFD.
    private static func decoded(_ part: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var rest = part
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                if let high = rest.first.flatMap(digit),
                    let low = rest.dropFirst().first.flatMap(digit)
                {
                    bytes.append(high << 4 | low)
                    rest.removeFirst(2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func written(_ names: [[UInt8]], _ values: [[[UInt8]]]) -> [UInt8] {
        var json = [UInt8(ascii: "{")]
        for (name, list) in zip(names, values) {
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += JSONText.quoted(name)
            json += [UInt8(ascii: ":"), UInt8(ascii: "[")]
            for (index, value) in list.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                json += JSONText.quoted(value)
            }
            json.append(UInt8(ascii: "]"))
        }
        json.append(UInt8(ascii: "}"))
        return json
    }
}
