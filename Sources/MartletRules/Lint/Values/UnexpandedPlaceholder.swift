/// A value that is a placeholder by its form, without the modifier that fills it.
enum UnexpandedPlaceholder: RuleLint {
    static let code = DiagnosticCode(
        244,
        "A value looks like a placeholder, but the modifier expand is missing."
    )
    static let level = Diagnostic.Severity.info
    /// Variables of Windows and of its installers: these stand in command lines as they are.
    private static let variables: Set<String> = [
        "allusersprofile", "appdata", "commonprogramfiles", "computername", "comspec", "homedrive",
        "homepath", "localappdata", "logonserver", "os", "path", "pathext",
        "processor_architecture",
        "programdata", "programfiles", "programfiles(x86)", "programw6432", "public", "systemdrive",
        "systemroot", "temp", "tmp", "userdomain", "username", "userprofile", "windir",
    ]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items
        where item.isPlain && item.item.modifiers.valueOperator == .equals
            && item.item.field != nil
        {
            for (value, node) in item.placedValues {
                let text = value.scalar.text
                let name = text.utf8.dropFirst().dropLast()
                guard text.utf8.first == UInt8(ascii: "%"), text.utf8.last == UInt8(ascii: "%"),
                    !name.isEmpty,
                    name.allSatisfy({ $0.isASCIILetter || "_-".utf8.contains($0) }),
                    !variables.contains(String(Substring(name)).asciiLowercased)
                else { continue }
                report.add(
                    "'\(text)' is matched letter by letter",
                    in: rule,
                    at: node.range,
                    help: "write '\(item.writtenName)|expand' if it stands for a list of your own"
                )
            }
        }
    }
}
