/// The words that random rules and events share.
///
/// A round draws a few of each, so that rules meet events and each other all the time: the same
/// value in two cases, two patterns on one value, one key as a literal and as a path.
package struct Vocabulary {
    /// Fields of rules; their segments, joined in any way, are also the keys of events.
    private(set) var fields = allFields
    /// Keys that lie beside those of the fields.
    private(set) var otherKeys = allOtherKeys
    /// Texts in more than one case, with what needs an escape, and with look-alikes of numbers.
    private(set) var texts = allTexts
    /// JSON numbers around the edges of exactness.
    private(set) var numbers = allNumbers
    /// Times, texts and numbers; in most rounds there are none.
    private(set) var times = allTimes

    private init() {}

    /// Draws the words of one round; one round in eight has them all.
    package static func sample(using random: inout RandomSource) -> Vocabulary {
        var vocabulary = Vocabulary()
        guard !random.oneIn(8) else { return vocabulary }
        func draw(_ words: [String], _ limit: Int) -> [String] {
            (0...random.below(limit)).map { _ in random.pick(words) }
        }
        vocabulary.fields = draw(allFields, 6)
        vocabulary.otherKeys = draw(allOtherKeys, 3)
        vocabulary.texts = draw(allTexts, 10)
        vocabulary.numbers = neighbours(of: allNumbers, upTo: 4, using: &random)
        vocabulary.times =
            random.oneIn(3) ? neighbours(of: allTimes, upTo: 6, using: &random) : []
        return vocabulary
    }

    /// A few words that stand side by side, for lists in which the like are neighbours.
    private static func neighbours<Word>(
        of words: [Word],
        upTo limit: Int,
        using random: inout RandomSource
    ) -> [Word] {
        let start = random.below(words.count)
        return Array(words[start...].prefix(1 + random.below(limit)))
    }

    /// The parts of a field name between its unescaped dots, escapes as they are.
    static func segments(of name: String) -> [String] {
        var segments = [""]
        var isEscaped = false
        for scalar in name.unicodeScalars {
            if scalar == ".", !isEscaped {
                segments.append("")
            } else {
                segments[segments.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return segments
    }

    /// What `windash` takes for one another.
    static let dashes: [Unicode.Scalar] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    private static let allFields = [
        "verb", "user", "user.name", "user.groups", "objectRef.resource", "a", "a.b", "a.b.c",
        "a.b.c.d", "b", "b.a", "c", "annotations.k8s.io/x", "annotations.k8s\\.io/x", "é.ß",
        "spec.containers.name", "spec.containers.ports.port", "spec", "x.y\\.z", "x.y.z", "",
        "a..b",
        "list", "list.name", "list.list", "list.ports.port", "back\\slash", "K", "k", "objectRef",
        "aVeryLongKeyOfMoreThanSixteenBytes.b",
    ]

    private static let allOtherKeys = [
        "Verb", "verb ", "a.b.c.d.e", "b.c", "io/x", "annotations.k8s", "name", "ports", "\u{0}",
        "quote\"", "é.", "aVeryLongKeyOfMoreThanSixteenBytez", "ver", "verbs", "\u{1F600}",
    ]

    private static let allTexts = [
        "create", "Create", "CREATE", "get", "pods", "secrets", "kube-system", "KUBE-System",
        "system:node:a", "system:serviceaccount:kube-system:x", "", "a", "A", "b", "ab", "aab",
        "abab", "abcabcabc", "foo*bar", "foo?bar", "foo\\bar", "5", "05", "5.0", "-1", "1e2", "+5",
        " 5", "0x5", "NaN", "Infinity", "true", "TRUE", "tRuE", "false", "null", "Null",
        "10.0.0.1", "10.1.2.3", "010.0.0.1", "10.0.0.256", "10.0.0.1.", "192.168.1.77", "::1",
        "fd00::1", "FD00:0:0:0:0:0:0:1", "::ffff:10.0.0.1", "::ffff:a00:1", "fe80::1%eth0",
        "1:2:3:4:5:6:7::", "::1::", "[::1]", "10.0.0.0/8",
        "\u{212A}ube", "kube", "straße", "STRASSE", "STRAßE", "stra\u{1E9E}e", "Σίσυφος", "ΣΊΣΥΦΟΣ",
        "\u{130}stanbul", "istanbul", "\u{131}", "I", "i", "É", "é", "e\u{301}", "E\u{301}",
        "\u{23A}x", "\u{2C65}x", "line\nbreak", "line\r\nbreak", "tab\tend", "quote\"d", "/slash/",
        "\u{0}", "\u{7F}\u{80}", "\u{1F600}", "x\u{1F600}y", "\u{10400}", "\u{10428}",
        "-enc", "/enc", "\u{2013}enc", "a\u{2014}b", "\u{2015}", "-", "x - y", "\u{2012}enc",
        "exec /bin/sh -c id", "EXEC /BIN/SH", "nginx:latest", "registry.example.com/nginx:LATEST",
        "a long text that holds create and secrets and is longer than any vector register of 64",
    ]

    private static let allNumbers = [
        "0", "-0", "0.0", "5", "5.0", "5e0", "50e-1", "0.5e1", "-1", "1", "10", "100", "1e2",
        "1E+2",
        "0.1", "0.5", "1.5", "9007199254740992", "9007199254740993", "9007199254740993.0",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551616", "1e19", "1e400", "-1e400", "1e-400",
        "5e-324",
        "0.10", "3.141592653589793238462643383279", "100000000000000000000000000000000000000001",
    ]

    /// Expressions of every option letter and of the constructs that need care.
    static let expressions = [
        "a", "^a", "b$", "^$", "", "^ab*", "kube", "KUBE", "sh -c", "[0-9]+", "^5$", "true", "^.$",
        "a.b", "line.break", "^break$", "é", "\\.", "(a|b){2}", "\\bget\\b", "[^a-z]", "\\x00",
    ]

    static let networks = [
        "10.0.0.0/8", "10.0.0.1/32", "192.168.0.0/16", "0.0.0.0/0", "::1/128", "fd00::/8", "::/0",
        "fe80::/10",
    ]
}
