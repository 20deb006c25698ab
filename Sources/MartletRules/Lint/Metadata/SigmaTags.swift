/// The tags that Sigma defines.
///
/// Source: Sigma tags appendix 2.1; MITRE ATT&CK Enterprise, versions 17 to 19.
enum SigmaTags {
    static let namespaces = [
        "attack", "car", "cve", "d3fend", "detection", "stp", "tlp",
    ]
    /// The tactics; version 19 gave `defense-evasion` the names behind the first twelve.
    static let tactics = [
        "initial-access", "execution", "persistence", "privilege-escalation", "defense-evasion",
        "credential-access", "discovery", "lateral-movement", "collection", "exfiltration",
        "command-and-control", "impact", "stealth", "defense-impairment", "reconnaissance",
        "resource-development",
    ]
    /// The short forms that people write.
    static let tacticsByMistake = [
        "c2": "command-and-control", "c&c": "command-and-control",
        "commandandcontrol": "command-and-control", "privesc": "privilege-escalation",
        "defence-evasion": "defense-evasion", "exfil": "exfiltration",
    ]
    /// Letters before the number of an ATT&CK object.
    static let objectLetters = ["t", "g", "s", "ds", "m", "a", "ta", "c", "det", "an", "dc"]
}
