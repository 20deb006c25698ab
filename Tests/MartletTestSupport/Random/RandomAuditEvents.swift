/// Events of audit.k8s.io/v1 the way an API server writes them, and some that only look so.
///
/// Most have the typed opening and their keys in the order of the Go structure, with optional keys
/// left out. Padding moves what follows over the edge of what a scanner looks at first.
package struct RandomAuditEvents {
    /// Where a scanner may stop looking at first, in bytes.
    private static let edge = 1024

    private var random: RandomSource
    /// What stands behind commas and colons.
    private let space: String
    /// How rarely a string or a key is spelt with an escape.
    private let escapeRarity: Int

    private init(_ random: RandomSource) {
        self.random = random
        space = self.random.oneIn(10) ? " " : ""
        escapeRarity = self.random.pick([200, 200, 20, 4])
    }

    /// One event on one line without its line feed: strictly valid, no key twice in an object.
    package static func line(using random: inout RandomSource) -> [UInt8] {
        var maker = RandomAuditEvents(random)
        defer { random = maker.random }
        var members = maker.members()
        var opening = [#""kind":"Event""#, #""apiVersion":"audit.k8s.io/v1""#]
        switch maker.random.below(16) {
        case 0: opening = []
        case 1: opening[1] = #""apiVersion":"audit.k8s.io/v1beta1""#
        case 2: opening.reverse()
        case 3:
            members = (opening + members).shuffled(using: &maker.random)
            opening = []
        case 4: members.shuffle(using: &maker.random)
        default: break
        }
        let head = opening.isEmpty ? "" : opening.joined(separator: ",") + ","
        if maker.random.oneIn(2) {
            // A first look at the event pays only if there is much behind it.
            let trailer = String(repeating: maker.random.pick(["x", "[]", #"\""#]), count: 600)
            members.append(maker.member("trailer", "\"\(trailer)\""))
        }
        let line = Array("{\(head)\(members.joined(separator: "," + maker.space))}".utf8)
        return maker.random.oneIn(3) ? line : maker.aimed(line)
    }

    /// Moves a byte of the line to the edge, by padding in front of it; a number's if there is one.
    private mutating func aimed(_ line: [UInt8]) -> [UInt8] {
        let agent = Array(#""userAgent":"#.utf8) + Array(space.utf8) + [UInt8(ascii: "\"")]
        guard
            let start = line.indices.first(where: { line[$0...].starts(with: agent) })
        else { return line }
        let padding = start + agent.count
        let behind = line.indices[padding...]
        let numbers = behind.filter { offset in
            (0x30..<0x3A).contains(line[offset]) && [0x3A, 0x20].contains(line[offset - 1])
        }
        let isNumber = !numbers.isEmpty && random.oneIn(2)
        let target = random.pick(isNumber ? numbers : Array(behind)) + random.below(4)
        let count = RandomAuditEvents.edge - target
        guard count > 0 else { return line }
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: count)
        return line[..<padding] + filler + line[padding...]
    }

    private mutating func members() -> [String] {
        var members: [String] = []
        func add(_ key: String, _ value: String, to members: inout [String], _ maker: inout Self) {
            guard !maker.random.oneIn(6) else { return }
            let odd = ["null", "[]", "{}", "7", "\"\"", "[null,[\"get\"]]"]
            let shown = maker.random.oneIn(40) ? maker.random.pick(odd) : value
            members.append(maker.member(key, shown))
        }
        for key in ["level", "auditID", "stage", "requestURI", "verb"] {
            add(key, text(of: key), to: &members, &self)
        }
        add("user", user(), to: &members, &self)
        if random.oneIn(6) { add("impersonatedUser", user(), to: &members, &self) }
        add("sourceIPs", texts("sourceIPs"), to: &members, &self)
        add("userAgent", text(of: "userAgent"), to: &members, &self)
        let reference = object([
            "resource", "namespace", "name", "uid", "apiGroup", "apiVersion", "subresource",
        ])
        add("objectRef", reference, to: &members, &self)
        add("responseStatus", status(), to: &members, &self)
        if random.oneIn(2) { add("requestObject", body(), to: &members, &self) }
        if random.oneIn(3) { add("responseObject", body(), to: &members, &self) }
        for key in ["requestReceivedTimestamp", "stageTimestamp"] {
            add(key, text(of: "time"), to: &members, &self)
        }
        add("annotations", annotations(), to: &members, &self)
        return members
    }

    private mutating func member(_ key: String, _ value: String) -> String {
        "\(spelt(key)):\(space)\(value)"
    }

    private mutating func joined(_ members: [String]) -> String {
        "{" + members.joined(separator: "," + space) + "}"
    }

    /// A string of JSON, now and then with an escape that changes nothing.
    private mutating func spelt(_ text: String) -> String {
        var result = "\""
        let escaped = random.oneIn(escapeRarity) ? random.below(max(text.utf8.count, 1)) : -1
        for (index, byte) in text.utf8.enumerated() {
            let digits = String(byte, radix: 16)
            result +=
                index == escaped && byte < 0x80
                ? "\\u00" + (digits.count == 1 ? "0" : "") + digits
                : String(UnicodeScalar(byte))
        }
        return result + "\""
    }

    private mutating func text(of key: String) -> String {
        spelt(random.pick(AuditVocabulary.texts[key] ?? ["app", "web-0", "shop", ""]))
    }

    private mutating func texts(_ key: String) -> String {
        "[" + (0..<random.below(4)).map { _ in text(of: key) }.joined(separator: ",") + "]"
    }

    private mutating func object(_ keys: [String]) -> String {
        joined(keys.filter { _ in !random.oneIn(3) }.map { member($0, text(of: $0)) })
    }

    private mutating func user() -> String {
        var members = [member("username", text(of: "username"))]
        if random.oneIn(2) { members.append(member("uid", text(of: "uid"))) }
        members.append(member("groups", texts("groups")))
        if random.oneIn(3) {
            members.append(member("extra", joined([member("scopes", texts("groups"))])))
        }
        return joined(members)
    }

    private mutating func status() -> String {
        var members = [member("metadata", "{}")]
        if random.oneIn(2) { members.append(member("status", #""Failure""#)) }
        if random.oneIn(4) { members.append(member("message", text(of: "userAgent"))) }
        members.append(member("code", random.pick(AuditVocabulary.codes)))
        if random.oneIn(5) { members.shuffle(using: &random) }
        return joined(members)
    }

    private mutating func annotations() -> String {
        var members: [String] = []
        if random.oneIn(10) {
            let nested = joined([member("io/decision", text(of: "decision"))])
            members.append(member("authorization", joined([member("k8s", nested)])))
        }
        if !random.oneIn(5) {
            members.append(member("authorization.k8s.io/decision", text(of: "decision")))
        }
        if random.oneIn(2) {
            members.append(member("authorization.k8s.io/reason", text(of: "userAgent")))
        }
        return joined(members.shuffled(using: &random))
    }

    /// What a request holds: a pod, an audit event, or next to nothing.
    private mutating func body() -> String {
        if random.oneIn(12) {
            return #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create"}"#
        }
        if random.oneIn(12) { return joined([member("spec.hostNetwork", "true")]) }
        if random.oneIn(6) { return "[" + operations().joined(separator: ",") + "]" }
        if random.oneIn(6) {
            // A body may be an array, whose members a rule can ask for.
            let note = random.pick(["", String(repeating: "x", count: 600)])
            return "[\(spelt(note)),\(text(of: "name")),\(text(of: "name"))]"
        }
        var members = [member("kind", #""Pod""#), member("apiVersion", #""v1""#)]
        if random.oneIn(2) { members.append(member("metadata", object(["name", "namespace"]))) }
        if random.oneIn(3) {
            let note = String(repeating: random.pick(["x", "{[", #"\\"#, #"\""#]), count: 600)
            members.append(member("note", "\"\(note)\""))
        }
        var spec = (0..<random.below(3)).map { _ in container() }
        spec = [member("containers", "[" + spec.joined(separator: ",") + "]")]
        if random.oneIn(2) { spec.append(member("hostNetwork", random.pick(["true", "false"]))) }
        if random.oneIn(2) { spec.append(member("replicas", random.pick(AuditVocabulary.codes))) }
        members.append(member("spec", joined(spec.shuffled(using: &random))))
        return joined(members)
    }

    /// The operations of a JSON patch.
    private mutating func operations() -> [String] {
        (0..<random.below(4)).map { _ in
            let name = random.pick(["add", "add", "replace", "test"])
            let (path, value): (String, String) =
                switch random.below(5) {
                case 0: ("/spec/hostNetwork", random.pick(["true", "false"]))
                case 1: ("/spec/containers/\(random.pick(["0", "1", "-"]))", container())
                case 2: ("/spec/containers/0/image", text(of: "image"))
                case 3: ("/spec/containers/0/securityContext", #"{"privileged":true}"#)
                default: ("/spec/containers", "[\(container())]")
                }
            return joined([
                member("op", spelt(name)), member("path", spelt(path)), member("value", value),
            ])
        }
    }

    private mutating func container() -> String {
        var members = [member("name", text(of: "name")), member("image", text(of: "image"))]
        if random.oneIn(2) {
            let isPrivileged = member("privileged", random.pick(["true", "false", "null"]))
            members.append(member("securityContext", joined([isPrivileged])))
        }
        return joined(members)
    }
}
