/// A file name that is awkward on a command line or sorts by chance.
enum FileName: DocumentLint {
    static let code = DiagnosticCode(
        218,
        "A file name has other characters than a-z, 0-9, _ and -."
    )
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        // A file of several rules is named once.
        guard rule.isFirstInFile else { return }
        let name = rule.file.path.utf8.split(separator: UInt8(ascii: "/")).last ?? "".utf8[...]
        let stem = name.prefix { $0 != UInt8(ascii: ".") }
        let isPlain = stem.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit
                || "_-".utf8.contains(byte)
        }
        guard !isPlain else { return }
        report.add(
            "the file name '\(String(Substring(name)))' has capitals, spaces or signs",
            in: rule,
            at: rule.start,
            help: "use a-z, 0-9, _ and -"
        )
    }
}
