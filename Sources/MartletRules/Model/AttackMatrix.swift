/// The enterprise matrix of MITRE ATT&CK: its tactics, and the techniques under each, by number.
///
/// A technique can serve several tactics. A sub-technique serves those of its technique.
///
/// Source: MITRE ATT&CK v18.1, Enterprise, as MITRE publishes it in STIX 2.1: from each
/// `attack-pattern` that is neither revoked nor deprecated, its number and its `kill_chain_phases`.
/// Reproduced with permission of The MITRE Corporation; `docs/coverage.md` holds MITRE's notice.
package enum AttackMatrix {
    /// The version of the matrix, by its first number.
    package static let version = "18"
    /// The short names of the tactics, in the order in which an attack goes through them.
    package static let tactics = columns.map(\.tactic)

    /// The tactics by their names in any version of the matrix.
    package static let allTactics = tactics + divided.parts

    /// A tactic that version 19 of the matrix divides, and its parts.
    private static let divided = (
        tactic: "defense-evasion", parts: ["stealth", "defense-impairment"]
    )

    /// The tactics as rules write them: the parts of one that was divided if rules name a part.
    ///
    /// - Parameter named: all tactics that the rules name.
    /// - Returns: short names in the order of the matrix.
    package static func tactics(asIn named: Set<String>) -> [String] {
        guard !named.isDisjoint(with: divided.parts) else { return tactics }
        return tactics.flatMap { tactic in
            guard tactic == divided.tactic else { return [tactic] }
            return (named.contains(tactic) ? [tactic] : []) + divided.parts
        }
    }

    /// The tactics that a technique or sub-technique such as `T1059.004` serves.
    ///
    /// What serves a tactic that was divided counts for its parts as well.
    ///
    /// - Returns: short names; none for a number that the matrix does not have.
    package static func tactics(of technique: String) -> [String] {
        guard let number = Int(technique.dropFirst().prefix { $0 != "." }) else { return [] }
        let served = columns.filter { $0.techniques.contains(number) }.map(\.tactic)
        return served.contains(divided.tactic) ? served + divided.parts : served
    }

    private static let columns: [(tactic: String, techniques: Set<Int>)] = [
        (
            "reconnaissance",
            [
                1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597, 1598, 1681,
            ]
        ),
        (
            "resource-development",
            [
                1583, 1584, 1585, 1586, 1587, 1588, 1608, 1650,
            ]
        ),
        (
            "initial-access",
            [
                1078, 1091, 1133, 1189, 1190, 1195, 1199, 1200, 1566, 1659, 1669,
            ]
        ),
        (
            "execution",
            [
                1047, 1053, 1059, 1072, 1106, 1129, 1203, 1204, 1559, 1569, 1609, 1610, 1648, 1651,
                1674, 1675, 1677,
            ]
        ),
        (
            "persistence",
            [
                1037, 1053, 1078, 1098, 1112, 1133, 1136, 1137, 1176, 1197, 1205, 1505, 1525, 1542,
                1543, 1546, 1547, 1554, 1556, 1574, 1653, 1668, 1671,
            ]
        ),
        (
            "privilege-escalation",
            [
                1037, 1053, 1055, 1068, 1078, 1098, 1134, 1484, 1543, 1546, 1547, 1548, 1574, 1611,
            ]
        ),
        (
            "defense-evasion",
            [
                1006, 1014, 1027, 1036, 1055, 1070, 1078, 1112, 1127, 1134, 1140, 1197, 1202, 1205,
                1207, 1211, 1216, 1218, 1220, 1221, 1222, 1480, 1484, 1497, 1535, 1542, 1548, 1550,
                1553, 1556, 1562, 1564, 1574, 1578, 1599, 1600, 1601, 1610, 1612, 1620, 1622, 1647,
                1656, 1666, 1672, 1678, 1679,
            ]
        ),
        (
            "credential-access",
            [
                1003, 1040, 1056, 1110, 1111, 1187, 1212, 1528, 1539, 1552, 1555, 1556, 1557, 1558,
                1606, 1621, 1649,
            ]
        ),
        (
            "discovery",
            [
                1007, 1010, 1012, 1016, 1018, 1033, 1040, 1046, 1049, 1057, 1069, 1082, 1083, 1087,
                1120, 1124, 1135, 1201, 1217, 1482, 1497, 1518, 1526, 1538, 1580, 1613, 1614, 1615,
                1619, 1622, 1652, 1654, 1673, 1680,
            ]
        ),
        (
            "lateral-movement",
            [
                1021, 1072, 1080, 1091, 1210, 1534, 1550, 1563, 1570,
            ]
        ),
        (
            "collection",
            [
                1005, 1025, 1039, 1056, 1074, 1113, 1114, 1115, 1119, 1123, 1125, 1185, 1213, 1530,
                1557, 1560, 1602,
            ]
        ),
        (
            "command-and-control",
            [
                1001, 1008, 1071, 1090, 1092, 1095, 1102, 1104, 1105, 1132, 1205, 1219, 1568, 1571,
                1572, 1573, 1659, 1665,
            ]
        ),
        (
            "exfiltration",
            [
                1011, 1020, 1029, 1030, 1041, 1048, 1052, 1537, 1567,
            ]
        ),
        (
            "impact",
            [
                1485, 1486, 1489, 1490, 1491, 1495, 1496, 1498, 1499, 1529, 1531, 1561, 1565, 1657,
                1667,
            ]
        ),
    ]
}
