import MartletTestSupport

extension MeaningTrial {
    /// `cidr`: random networks of both families, addresses within and beside them.
    static func network(using random: inout RandomSource) -> MeaningTrial {
        let isIPv6 = random.oneIn(2)
        let width = isIPv6 ? 128 : 32
        let length = random.below(width + 1)
        let bits = UInt128(random.next()) << 64 | UInt128(random.next())
        let address = isIPv6 ? bits : bits & 0xFFFF_FFFF
        let all = isIPv6 ? UInt128.max : 0xFFFF_FFFF
        let mask = length == 0 ? 0 : all << UInt128(width - length) & all
        let network = address & mask
        let addresses = (0..<6).map { _ in
            random.oneIn(3) ? network : network ^ UInt128(1) << UInt128(random.below(width))
        }
        let bait = addresses.map { address in
            let plain = text(address, isIPv6: isIPv6)
            let spelling = isIPv6 ? random.pick([plain, plain.uppercased()]) : plain
            var event = MeaningEvent(
                text: isIPv6 || random.oneIn(2) ? spelling : "::ffff:" + spelling
            )
            event.address = (address, isIPv6)
            return event
        }
        return MeaningTrial(
            selection: selection("f|cidr", ["'\(text(network, isIPv6: isIPv6))/\(length)'"]),
            holds: { event in
                guard let address = event.address, address.isIPv6 == isIPv6 else { return false }
                return (address.bits ^ network) & mask == 0
            },
            bait: bait
        )
    }

    private static func text(_ address: UInt128, isIPv6: Bool) -> String {
        isIPv6
            ? (0..<8).map { String(address >> UInt128(112 - $0 * 16) & 0xFFFF, radix: 16) }
                .joined(separator: ":")
            : (0..<4).map { String(address >> UInt128(24 - $0 * 8) & 0xFF) }.joined(separator: ".")
    }

    /// Numbers with every operator: as values, as text, and with `neq`.
    static func number(using random: inout RandomSource) -> MeaningTrial {
        let number = random.below(5) - 2
        let relations: [(String, (Int) -> Bool)] = [
            ("", { $0 == number }), ("|gt", { $0 > number }), ("|gte", { $0 >= number }),
            ("|lt", { $0 < number }), ("|lte", { $0 <= number }),
        ]
        let (modifier, relation) = random.pick(relations)
        let isNegated = random.oneIn(4)
        let bait = (-3...3).map { value in
            let text = Array(String(value).utf8)
            return MeaningEvent(f: random.oneIn(3) ? .string(text) : .number(text))
        }
        return MeaningTrial(
            selection: selection("f\(modifier)" + (isNegated ? "|neq" : ""), ["\(number)"]),
            holds: { $0.integers.contains(where: relation) != isNegated },
            bait: bait + [MeaningEvent(f: .boolean(true)), MeaningEvent(f: .array([]))]
        )
    }

    /// `exists`, `null`, the empty string, booleans.
    static func presence(using random: inout RandomSource) -> MeaningTrial {
        let forms: [(key: String, value: String, holds: (MeaningEvent) -> Bool)] = [
            ("f|exists", "true", { $0.f != nil }),
            ("f|exists", "false", { $0.f == nil }),
            ("f", "null", { $0.f == nil || MeaningEvent.leaves($0.f).contains(.null) }),
            ("f", "''", { $0.texts.contains([]) }),
            ("f", "'*'", { !$0.texts.isEmpty }),
            ("f", "true", { $0.texts.contains { lowered($0) == Array("true".utf8) } }),
            ("f", "false", { $0.texts.contains { lowered($0) == Array("false".utf8) } }),
        ]
        let form = random.pick(forms)
        let isNegated = form.key == "f" && random.oneIn(4)
        let values: [JSONValue?] = [
            nil, .null, .string([]), .boolean(true), .boolean(false), .array([]), .object([]),
            .array([.null]), .string(Array("TRUE".utf8)), .array([.boolean(false), .null]),
        ]
        return MeaningTrial(
            selection: selection(form.key + (isNegated ? "|neq" : ""), [form.value]),
            holds: { form.holds($0) != isNegated },
            bait: values.map { MeaningEvent(f: $0) }
        )
    }

    private static func lowered(_ text: [UInt8]) -> [UInt8] {
        text.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }

    /// `fieldref` with every operator.
    static func reference(using random: inout RandomSource) -> MeaningTrial {
        let ends = random.pick(Ends.all)
        let isCased = random.oneIn(3)
        let isNegated = random.oneIn(4)
        let bait = (0..<8).map { _ in
            let text = MeaningText.random(wildcards: false, using: &random)
            let before = random.pick(["", "", "x"])
            let after = random.pick(["", "", "y"])
            let whole = before + text.sample(using: &random) + after
            let values = [JSONValue.string(Array(whole.utf8)), .string(Array("z".utf8))]
            return MeaningEvent(
                f: random.oneIn(2) ? values[0] : .array(values.reversed()),
                g: random.oneIn(8)
                    ? nil : .array([.null, .number([0x37]), .string(Array(text.plain.utf8))])
            )
        }
        let key =
            "f|fieldref" + ends.modifier + (isCased ? "|cased" : "") + (isNegated ? "|neq" : "")
        return MeaningTrial(
            selection: selection(key, ["g"]),
            holds: { event in
                let others = MeaningEvent.leaves(event.g).compactMap(MeaningEvent.text)
                let found = others.contains { other in
                    let scalars = String(decoding: other, as: UTF8.self).unicodeScalars
                    let text = MeaningText(pieces: scalars.map { .scalar($0) })
                    return event.texts.contains {
                        text.covers(
                            $0,
                            openStart: ends.openStart,
                            openEnd: ends.openEnd,
                            isCased: isCased
                        )
                    }
                }
                return found != isNegated
            },
            bait: bait
        )
    }

    /// Parts of times, from times whose parts are known because they were written from them.
    static func time(using random: inout RandomSource) -> MeaningTrial {
        let parts: [(String, KeyPath<MeaningTime, Int>)] = [
            ("minute", \.minute), ("hour", \.hour), ("day", \.day), ("week", \.week),
            ("month", \.month), ("year", \.year),
        ]
        // Days with their weeks, from a calendar.
        let days = [
            MeaningTime(year: 2026, month: 11, day: 25, week: 48),
            MeaningTime(year: 2021, month: 1, day: 3, week: 53),
            MeaningTime(year: 2021, month: 1, day: 4, week: 1),
            MeaningTime(year: 2024, month: 2, day: 29, week: 9),
            MeaningTime(year: 2024, month: 12, day: 30, week: 1),
            MeaningTime(year: 2023, month: 1, day: 1, week: 52),
        ]
        let (word, part) = random.pick(parts)
        let events = (0..<8).map { _ in
            var time = random.pick(days)
            time.hour = random.pick([0, 9, 23])
            time.minute = random.pick([0, 30, 59])
            return time
        }
        let number = random.pick(events)[keyPath: part]
        let relations: [(String, (Int) -> Bool)] = [
            ("", { $0 == number }), ("|gt", { $0 > number }), ("|gte", { $0 >= number }),
            ("|lt", { $0 < number }), ("|lte", { $0 <= number }),
        ]
        let (modifier, relation) = random.pick(relations)
        let isNegated = modifier.isEmpty && random.oneIn(3)
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let bait = events.map { time in
            let date = "\(time.year)-\(padded(time.month))-\(padded(time.day))"
            let clock = "\(padded(time.hour)):\(padded(time.minute)):07"
            let zone = random.pick(["Z", "", "+05:30", ".5Z", ".123456789-08:00"])
            let text = date + random.pick(["T", " ", "t"]) + clock + zone
            var event = MeaningEvent(text: text)
            event.time = time
            return event
        }
        return MeaningTrial(
            selection: selection(
                "f|\(word)\(modifier)" + (isNegated ? "|neq" : ""),
                ["\(number)"]
            ),
            holds: { $0.times.contains { relation($0[keyPath: part]) } != isNegated },
            bait: bait
        )
    }
}
