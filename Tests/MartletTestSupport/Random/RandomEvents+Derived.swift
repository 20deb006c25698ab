/// Values of which log sources make objects: URIs with a query, and JSON patches.
extension RandomEvents {
    /// A URI, percent-encoded in every way that is one and some that are none.
    mutating func uri() -> [UInt8] {
        var pairs: [[UInt8]] = []
        for _ in 0..<random.below(5) {
            let name = encoded(random.pick(segments()))
            let value = encoded(Array(random.pick(vocabulary.texts).utf8))
            pairs.append(random.oneIn(6) ? name : name + Array("=".utf8) + value)
        }
        if random.oneIn(6) { pairs.append(Array(random.pick(["", "=", "a=b=c", "a;b=c"]).utf8)) }
        let query = pairs.joined(separator: Array("&".utf8))
        return Array(random.pick(["/x?", "?", "/x?", "/x", "/x??"]).utf8) + query
    }

    private mutating func encoded(_ text: [UInt8]) -> [UInt8] {
        let rarity = random.pick([1, 3, 1000])
        var result: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let isSpecial = scalar.value < 0x21 || "%&+=".unicodeScalars.contains(scalar)
            if scalar == " ", random.oneIn(2) {
                result.append(0x2B)
            } else if isSpecial && !random.oneIn(20) || random.oneIn(rarity) {
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 16, uppercase: random.oneIn(2))
                    result += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
                }
            } else {
                result += Array(String(scalar).utf8)
            }
        }
        if random.oneIn(12) {
            result += Array(
                random.pick(["%", "%2", "%zz", "%+1", "%ff", "%E2%82", "%F0%9F%98", "%ED%A0%80"])
                    .utf8
            )
        }
        return result
    }

    /// A list of operations, most of which set something.
    mutating func patch(depth: Int) -> JSONValue {
        .array(
            (0..<random.below(6)).map { _ in
                if random.oneIn(30) { return value(depth: 0) }
                var members = [
                    member("op", .string(operation())), member("path", .string(pointer())),
                    member("value", value(depth: depth)),
                ]
                if random.oneIn(20) { members.remove(at: random.below(3)) }
                return .object(members.shuffled(using: &random))
            }
        )
    }

    private func member(_ key: String, _ value: JSONValue) -> JSONValue.Member {
        JSONValue.Member(key: Array(key.utf8), value: value)
    }

    private mutating func operation() -> [UInt8] {
        let names = ["add", "add", "add", "replace", "replace", "remove", "test", "ADD"]
        return Array(random.pick(names).utf8)
    }

    private mutating func pointer() -> [UInt8] {
        if random.oneIn(16) { return Array(random.pick(["", "/", "x", "x/a", "//"]).utf8) }
        var pointer: [UInt8] = []
        let all = segments()
        let first = random.below(all.count)
        for segment in all[first...].prefix(1 + random.below(4)) {
            pointer.append(0x2F)
            for byte in segment {
                switch byte {
                case 0x2F: pointer += Array("~1".utf8)
                case 0x7E: pointer += Array("~0".utf8)
                default: pointer.append(byte)
                }
            }
            if random.oneIn(4) {
                let places = [
                    "0", "0", "1", "2", "-", "-1", "+0", "00", "~", "~2", "999999999999999999",
                    "9999999999999999999",
                ]
                pointer += Array("/\(random.pick(places))".utf8)
            }
        }
        return pointer
    }

    /// The segments of a few fields of rules, one field's behind the other's.
    private mutating func segments() -> [[UInt8]] {
        Vocabulary.segments(of: random.pick(vocabulary.fields)).map { segment in
            Array(segment.utf8)
        }
    }
}
