internal import MartletEngine
internal import MartletRules

/// By which words records of matches speak of rules and fields, whatever the order of loading.
struct MatchVocabulary: Sendable {
    /// A rule by what its document says, and its number among those that say the same.
    fileprivate struct RuleName: Hashable {
        var id: String?
        var name: String?
        var title: String
        var copy = 0
    }

    /// `"rule":{...}` for each rule by ordinal.
    let rules: [[UInt8]]
    /// For each rule the keys of its fields, quoted, in the order of its slots.
    let fields: [[[UInt8]]]
    /// For each rule whether anything reads its matches.
    let isCollected: [Bool]
    let fingerprint: String
    private let slots: [[[UInt8]: Int]]
    private let ordinals: [RuleName: Int]

    init(_ ruleSet: RuleSet) {
        var ordinals: [RuleName: Int] = [:]
        var rules: [[UInt8]] = []
        for (ordinal, rule) in ruleSet.rules.enumerated() {
            var name = RuleName(id: rule.id, name: rule.name, title: rule.title)
            while ordinals[name] != nil { name.copy += 1 }
            ordinals[name] = ordinal
            rules.append(name.json)
        }
        self.rules = rules
        self.ordinals = ordinals
        let outlines = ruleSet.matchOutlines
        let labels = outlines.map { MatchVocabulary.labels(of: $0.fields) }
        slots = labels.map { labels in
            Dictionary(uniqueKeysWithValues: zip(labels.map { Array($0.utf8) }, labels.indices))
        }
        fields = labels.map { labels in
            labels.map { label in
                var quoted: [UInt8] = []
                JSONText.append(quoted: label, to: &quoted)
                return quoted
            }
        }
        isCollected = outlines.map(\.isCollected)
        fingerprint = ruleSet.fingerprint
    }

    /// The ordinal of a rule; `nil` if there is none such.
    func ordinal(id: String?, name: String?, title: String, copy: Int) -> Int? {
        ordinals[RuleName(id: id, name: name, title: title, copy: copy)]
    }

    /// The slot of a rule's field under its key.
    func slot(of key: [UInt8], rule: Int) -> Int? { slots[rule][key] }

    /// How many fields a match of a rule carries.
    func slotCount(of rule: Int) -> Int { fields[rule].count }

    /// The names of fields; those that are looked for in several places in one rule are numbered.
    private static func labels(of fields: [FieldReference]) -> [String] {
        var labels: [String] = []
        for field in fields {
            let name = field.name.description
            var label = name
            var number = 1
            while labels.contains(label) {
                number += 1
                label = "\(name)#\(number)"
            }
            labels.append(label)
        }
        return labels
    }
}

extension MatchVocabulary.RuleName {
    /// The member that names the rule.
    fileprivate var json: [UInt8] {
        var output = Array("\"rule\":{".utf8)
        if let id {
            output += "\"id\":".utf8
            JSONText.append(quoted: id, to: &output)
            output.append(UInt8(ascii: ","))
        }
        if let name {
            output += "\"name\":".utf8
            JSONText.append(quoted: name, to: &output)
            output.append(UInt8(ascii: ","))
        }
        output += "\"title\":".utf8
        JSONText.append(quoted: title, to: &output)
        if copy > 0 { output += ",\"copy\":\(copy)".utf8 }
        output.append(UInt8(ascii: "}"))
        return output
    }
}
