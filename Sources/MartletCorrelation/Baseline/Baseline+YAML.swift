internal import MartletEngine

extension Baseline {
    /// The version of the form.
    static let version = 1

    /// The baseline as YAML, the same for the same baseline: a line a value, so that reviews and
    /// version control show what was added.
    package var yaml: [UInt8] {
        var output = Array("martlet_baseline: \(Baseline.version)\n".utf8)
        output += (correlations.isEmpty ? "correlations: []\n" : "correlations:\n").utf8
        for correlation in correlations { Baseline.append(correlation, to: &output) }
        return output
    }

    private static func append(_ correlation: Correlation, to output: inout [UInt8]) {
        output += "  - title: ".utf8
        append(quoted: correlation.title, to: &output)
        if let id = correlation.id {
            output += "\n    id: ".utf8
            append(quoted: id, to: &output)
        }
        for (key, names) in [
            ("group_by", correlation.groupBy), ("fields", correlation.fields),
        ] {
            output += "\n    \(key): [".utf8
            for (index, name) in names.enumerated() {
                if index > 0 { output += ", ".utf8 }
                append(quoted: name, to: &output)
            }
            output += "]".utf8
        }
        output += (correlation.groups.isEmpty ? "\n    groups: []\n" : "\n    groups:\n").utf8
        for group in correlation.groups {
            output += "      - group: ".utf8
            append(group.values, to: &output)
            output += (group.known.isEmpty ? "\n        values: []\n" : "\n        values:\n").utf8
            for value in group.known {
                output += "          - {value: ".utf8
                append(value.tuple, to: &output)
                for (key, time) in [("first", value.since), ("last", value.latest)] {
                    output += ", \(key): \"".utf8
                    TimeText.append(time, to: &output)
                    output += "\"".utf8
                }
                output += "}\n".utf8
            }
        }
    }

    private static func append(_ values: [FieldValue], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output += ", ".utf8 }
            append(value, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func append(_ value: FieldValue, to output: inout [UInt8]) {
        if value.fingerprint != 0 { output += "{cut: ".utf8 }
        switch value.kind {
        case .missing: output += "null".utf8
        case .number where value.text.contains(UInt8(ascii: "e")):
            // Not all YAML readers take it for a number.
            output += "{number: \"".utf8 + value.text + "\"}".utf8
        case .boolean, .number: output += value.text
        case .string: append(quoted: String(decoding: value.text, as: UTF8.self), to: &output)
        }
        if value.fingerprint != 0 {
            let digits = String(value.fingerprint, radix: 16)
            output += ", fingerprint: \"\(digits)\"}".utf8
        }
    }

    /// A text between double quotes, of which everything is escaped that YAML does not take as it is
    /// or that people cannot see.
    private static func append(quoted text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C:
                output += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case 0x20...0x7E, 0xA1...0x1FFF, 0x2070...0xD7FF, 0xF900...0xFDFF:
                output += String(scalar).utf8
            default:
                let digits = String(scalar.value, radix: 16)
                output += "\\U".utf8
                output += repeatElement(UInt8(ascii: "0"), count: 8 - digits.utf8.count)
                output += digits.utf8
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
