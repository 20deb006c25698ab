internal import MartletEngine
internal import MartletRules

/// By which words records of matches speak of rules and fields, whatever the order of loading.
struct MatchVocabulary: Sendable {
    /// `"rule":{...}` for each rule by ordinal.
    let rules: [[UInt8]]
    /// For each rule the keys of its fields, quoted, in the order of its slots.
    let fields: [[[UInt8]]]
    /// For each rule whether anything reads its matches.
    let isCollected: [Bool]
    let fingerprint: String
    private let slots: [[[UInt8]: Int]]
    private let ordinals: [RuleIdentity: Int]

    init(_ ruleSet: RuleSet) {
        let identities = RuleIdentity.identities(of: ruleSet.rules)
        ordinals = Dictionary(uniqueKeysWithValues: zip(identities, identities.indices))
        rules = zip(ruleSet.rules, identities).map { MatchVocabulary.member($0, $1) }
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
    func ordinal(of identity: RuleIdentity) -> Int? { ordinals[identity] }

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

    /// The member that names a rule.
    private static func member(_ rule: Rule, _ identity: RuleIdentity) -> [UInt8] {
        var output = Array("\"rule\":{".utf8)
        for (key, text) in [("id", rule.id), ("name", rule.name)] {
            guard let text else { continue }
            output += "\"\(key)\":".utf8
            JSONText.append(quoted: text, to: &output)
            output.append(UInt8(ascii: ","))
        }
        output += "\"title\":".utf8
        JSONText.append(quoted: rule.title, to: &output)
        if identity.ordinal > 0 { output += ",\"copy\":\(identity.ordinal)".utf8 }
        output.append(UInt8(ascii: "}"))
        return output
    }
}
