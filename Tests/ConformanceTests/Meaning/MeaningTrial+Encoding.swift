import MartletTestSupport

extension MeaningTrial {
    /// Base64 with and without an offset, over plain bytes or UTF-16, behind `windash` now and then.
    static func encoded(using random: inout RandomSource) -> MeaningTrial {
        let isOffset = !random.oneIn(3)
        let isDashed = random.oneIn(4)
        let ends = isOffset ? Ends.all[1] : random.pick(Ends.all)
        let wide = random.pick(["", "", "|utf16le", "|wide", "|utf16be", "|utf16"])
        let isCased = random.oneIn(3)
        var text = MeaningText.random(wildcards: false, using: &random)
        // A shorter text has no constant part at some offset.
        while text.plain.utf8.count < 4 { text = .random(wildcards: false, using: &random) }
        func bytes(_ text: String) -> [UInt8] {
            switch wide {
            case "": Array(text.utf8)
            case "|utf16be": Base64Oracle.utf16(text, bigEndian: true)
            case "|utf16": [0xFF, 0xFE] + Base64Oracle.utf16(text, bigEndian: false)
            default: Base64Oracle.utf16(text, bigEndian: false)
            }
        }
        let alternatives = (isDashed ? text.dashVariants : [text]).map { bytes($0.plain) }
        let encodings = alternatives.flatMap { bytes in
            isOffset
                ? (0..<3).map { Base64Oracle.constantPart(of: bytes, offset: $0) }
                : [Base64Oracle.encode(bytes)]
        }
        let patterns = encodings.map { encoding in
            MeaningText(pieces: encoding.map { .scalar(Unicode.Scalar($0)) })
        }
        let bait = (0..<6).map { _ in
            var content = random.pick(alternatives)
            if random.oneIn(5) { content[random.below(content.count)] ^= 1 }
            if isOffset || random.oneIn(6) {
                content = (0..<random.below(5)).map { _ in UInt8(random.below(256)) } + content
                content += (0..<random.below(5)).map { _ in UInt8(random.below(256)) }
            }
            var encoding = String(decoding: Base64Oracle.encode(content), as: UTF8.self)
            if random.oneIn(8) { encoding = encoding.lowercased() }
            let before = ends.openStart && !isOffset ? random.pick(["", "powershell "]) : ""
            return MeaningEvent(
                text: before + encoding + (ends.openEnd ? random.pick(["", " x"]) : "")
            )
        }
        let operatorWord = isOffset && random.oneIn(2) ? "" : ends.modifier
        let key =
            "f" + (isDashed ? "|windash" : "") + wide + (isOffset ? "|base64offset" : "|base64")
            + operatorWord + (isCased ? "|cased" : "")
        return MeaningTrial(
            selection: selection(key, [text.spelling]),
            holds: { event in
                event.texts.contains { value in
                    patterns.contains {
                        $0.covers(
                            value,
                            openStart: ends.openStart,
                            openEnd: ends.openEnd,
                            isCased: isCased
                        )
                    }
                }
            },
            bait: bait
        )
    }
}
