/// The tags that Sigma defines.
///
/// Source: Sigma tags appendix 2.1; MITRE ATT&CK Enterprise, versions 18 and 19.
enum SigmaTags {
    static let namespaces = [
        "attack", "car", "cve", "d3fend", "detection", "stp", "tlp",
    ]
    /// The tactics, by their names in any version of the matrix.
    static let tactics = AttackMatrix.allTactics
    /// The short forms that people write.
    static let tacticsByMistake = [
        "c2": "command-and-control", "c&c": "command-and-control",
        "commandandcontrol": "command-and-control", "privesc": "privilege-escalation",
        "defence-evasion": "defense-evasion", "exfil": "exfiltration",
    ]
    /// Letters before the number of an ATT&CK object.
    static let objectLetters = ["t", "g", "s", "ds", "m", "a", "ta", "c", "det", "an", "dc"]
}
