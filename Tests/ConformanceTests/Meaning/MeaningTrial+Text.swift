import MartletTestSupport

extension MeaningTrial {
    /// Which ends of a value an operator leaves open.
    struct Ends {
        let modifier: String
        let openStart: Bool
        let openEnd: Bool

        static let all = [
            Ends(modifier: "", openStart: false, openEnd: false),
            Ends(modifier: "|contains", openStart: true, openEnd: true),
            Ends(modifier: "|startswith", openStart: false, openEnd: true),
            Ends(modifier: "|endswith", openStart: true, openEnd: false),
        ]
    }

    /// Texts with every operator, `cased`, `windash`, `all` and `neq`.
    static func text(using random: inout RandomSource) -> MeaningTrial {
        let ends = random.pick(Ends.all)
        let isCased = random.oneIn(3)
        let isDashed = random.oneIn(2)
        let texts = (0..<random.pick([1, 1, 1, 2, 3])).map { _ in
            MeaningText.random(wildcards: true, using: &random)
        }
        let requiresAll = texts.count > 1 && random.oneIn(2)
        let isNegated = !requiresAll && random.oneIn(5)
        let variants = texts.map { isDashed ? $0.dashVariants : [$0] }
        let key =
            "f" + (isDashed ? "|windash" : "") + ends.modifier + (isCased ? "|cased" : "")
            + (requiresAll ? "|all" : "") + (isNegated ? "|neq" : "")
        let bait = (0..<6).map { _ in
            let samples = texts.map { text in
                let sample = text.sample(using: &random)
                let before = ends.openStart || random.oneIn(5) ? random.pick(["", "x ", "\n"]) : ""
                let after = ends.openEnd || random.oneIn(5) ? random.pick(["", " y", "\n"]) : ""
                return JSONValue.string(Array((before + sample + after).utf8))
            }
            return MeaningEvent(f: random.oneIn(2) ? .array(samples) : random.pick(samples))
        }
        return MeaningTrial(
            selection: selection(key, texts.map(\.spelling)),
            holds: { event in
                let outcomes = variants.map { alternatives in
                    event.texts.contains { text in
                        alternatives.contains {
                            $0.covers(
                                text,
                                openStart: ends.openStart,
                                openEnd: ends.openEnd,
                                isCased: isCased
                            )
                        }
                    }
                }
                let result = requiresAll ? !outcomes.contains(false) : outcomes.contains(true)
                return result != isNegated
            },
            bait: bait
        )
    }

    /// `re` with `i` and `m`: a plain text in the expression's own escapes, anchored or not.
    static func expression(using random: inout RandomSource) -> MeaningTrial {
        let text = MeaningText.random(wildcards: false, using: &random)
        let isAnchored = (start: random.oneIn(3), end: random.oneIn(3))
        let ignoresCase = random.oneIn(2)
        let isMultiLine = random.oneIn(3)
        let escaped = text.plain.unicodeScalars
            .map { "\\x{\(String($0.value, radix: 16))}" }.joined()
        let pattern = (isAnchored.start ? "^" : "") + escaped + (isAnchored.end ? "$" : "")
        let lineFeed = UInt8(ascii: "\n")
        return MeaningTrial(
            selection: selection(
                "f|re" + (ignoresCase ? "|i" : "") + (isMultiLine ? "|m" : ""),
                ["'\(pattern)'"]
            ),
            holds: { event in
                event.texts.contains { value in
                    // No text of a rule has a line feed, so a line holds all of it or none.
                    let lines =
                        isMultiLine
                        ? value.split(separator: lineFeed, omittingEmptySubsequences: false)
                            .map { Array($0) }
                        : [value]
                    return lines.contains {
                        text.covers(
                            $0,
                            openStart: !isAnchored.start,
                            openEnd: !isAnchored.end,
                            isCased: !ignoresCase
                        )
                    }
                }
            },
            bait: (0..<6).map { _ in
                let around = ["", "", "x", "\n", "x\n"]
                let sample = text.sample(using: &random)
                return MeaningEvent(text: random.pick(around) + sample + random.pick(around))
            }
        )
    }

    /// Keywords, any or all of them.
    static func keywords(using random: inout RandomSource) -> MeaningTrial {
        let texts = (0...random.below(3)).map { _ in
            MeaningText.random(wildcards: random.oneIn(3), using: &random)
        }
        let requiresAll = texts.count > 1 && random.oneIn(2)
        let list = "[" + texts.map(\.spelling).joined(separator: ", ") + "]"
        let bait = (0..<6).map { _ in
            let samples = texts.map { text in
                let sample = text.sample(using: &random)
                return JSONValue.string(
                    Array((random.pick(["", "x"]) + sample + random.pick(["", "y"])).utf8)
                )
            }
            return MeaningEvent(f: random.oneIn(3) ? nil : .array(samples), g: samples.last)
        }
        return MeaningTrial(
            selection: requiresAll ? "{'|all': \(list)}" : list,
            holds: { event in
                let leaves =
                    event.texts + MeaningEvent.leaves(event.g).compactMap(MeaningEvent.text)
                let outcomes = texts.map { text in
                    leaves.contains {
                        text.covers($0, openStart: true, openEnd: true, isCased: false)
                    }
                }
                return requiresAll ? !outcomes.contains(false) : outcomes.contains(true)
            },
            bait: bait
        )
    }

    /// A placeholder within a text; each of its values may stand there.
    static func expanded(using random: inout RandomSource) -> MeaningTrial {
        let name = "name\(random.below(1_000_000))"
        let before = MeaningText.random(wildcards: true, using: &random)
        let values = (0...random.below(3)).map { _ in
            MeaningText.random(wildcards: true, using: &random)
        }
        let start = before.spelling(escapesPercent: true).dropLast()
        let wholes = values.map { MeaningText(pieces: before.pieces + $0.pieces) }
        let ends = random.pick(Ends.all)
        return MeaningTrial(
            selection: selection("f|expand" + ends.modifier, [start + "%\(name)%'"]),
            placeholders: "\(name): [" + values.map(\.spelling).joined(separator: ", ") + "]\n",
            holds: { event in
                event.texts.contains { text in
                    wholes.contains {
                        $0.covers(
                            text,
                            openStart: ends.openStart,
                            openEnd: ends.openEnd,
                            isCased: false
                        )
                    }
                }
            },
            bait: wholes.map { MeaningEvent(text: $0.sample(using: &random)) }
        )
    }
}
