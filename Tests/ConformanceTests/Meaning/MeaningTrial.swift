import MartletTestSupport

/// An item of a rule as a rule file spells it, and what it must mean.
///
/// The meaning is a function of the event, made from the raw value by the generator that also wrote
/// the rule's text: nothing that the rule parser made takes part in it.
struct MeaningTrial {
    /// What stands behind `selection:` in the rule: a map or a list of keywords, in flow style.
    let selection: String
    /// A file of placeholders for the rule, or nothing.
    var placeholders = ""
    /// What the item must say of an event.
    let holds: (MeaningEvent) -> Bool
    /// Events that the item is likely to match, or to miss narrowly.
    let bait: [MeaningEvent]

    /// A field with one value or a list of them.
    static func selection(_ key: String, _ values: [String]) -> String {
        let list = values.joined(separator: ", ")
        return "{'\(key)': \(values.count == 1 ? list : "[\(list)]")}"
    }

    /// One trial of any kind.
    static func random(using random: inout RandomSource) -> MeaningTrial {
        switch random.below(15) {
        case 0, 1, 2, 3: text(using: &random)
        case 4, 5, 6: encoded(using: &random)
        case 7: keywords(using: &random)
        case 8: expanded(using: &random)
        case 9: network(using: &random)
        case 10: number(using: &random)
        case 11: presence(using: &random)
        case 12: reference(using: &random)
        case 13: expression(using: &random)
        default: time(using: &random)
        }
    }

    /// The rule of this trial.
    func rule(id: String) -> String {
        """
        title: Trial \(id)
        id: \(id)
        logsource: {category: test}
        detection:
            selection: \(selection)
            condition: selection

        """
    }
}

/// An event of at most two fields, `f` and `g`.
struct MeaningEvent {
    var f: JSONValue?
    var g: JSONValue?
    /// The parts of the time that `f` was made from, if it is one.
    var time: MeaningTime?
    /// The bits of the address that `f` was made from, if it is one.
    var address: (bits: UInt128, isIPv6: Bool)?

    init(f: JSONValue? = nil, g: JSONValue? = nil) {
        self.f = f
        self.g = g
    }

    init(text: String) {
        self.init(f: .string(Array(text.utf8)))
    }

    /// The values of a field: the members of arrays, those of arrays in them too.
    static func leaves(_ value: JSONValue?) -> [JSONValue] {
        switch value {
        case .array(let elements)?: elements.flatMap { leaves($0) }
        case let value?: [value]
        case nil: []
        }
    }

    /// The texts of the values of `f`; numbers and booleans have their JSON text.
    var texts: [[UInt8]] { MeaningEvent.leaves(f).compactMap(MeaningEvent.text) }

    /// The integers of `f`, as numbers or as text.
    var integers: [Int] {
        MeaningEvent.leaves(f).compactMap { leaf in
            switch leaf {
            case .number(let text), .string(let text):
                let number = Int(String(decoding: text, as: UTF8.self))
                return number.flatMap { Array(String($0).utf8) == text ? $0 : nil }
            default: return nil
            }
        }
    }

    /// The times of `f`: the one it was made from, or the seconds that small numbers are.
    var times: [MeaningTime] {
        if let time { return [time] }
        return integers.filter { $0 >= 0 }.map { seconds in
            MeaningTime(
                year: 1970,
                month: 1,
                day: 1,
                hour: seconds / 3600,
                minute: seconds / 60 % 60,
                week: 1
            )
        }
    }

    static func text(_ value: JSONValue) -> [UInt8]? {
        switch value {
        case .string(let text), .number(let text): text
        case .boolean(let value): Array((value ? "true" : "false").utf8)
        case .null, .array, .object: nil
        }
    }

    func line(using random: inout RandomSource) -> [UInt8] {
        var members: [JSONValue.Member] = []
        if let f { members.append(JSONValue.Member(key: [UInt8(ascii: "f")], value: f)) }
        if let g { members.append(JSONValue.Member(key: [UInt8(ascii: "g")], value: g)) }
        return JSONSpelling.spell(.object(members), using: &random)
    }
}

/// The parts of a time.
struct MeaningTime {
    var year = 2026
    var month = 11
    var day = 25
    var hour = 0
    var minute = 0
    /// The week of ISO 8601.
    var week = 48
}
