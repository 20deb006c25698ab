/// Lines in which audit events travel: as collectors write them, and as nobody should.
package struct RandomWrapping {
    private var random: RandomSource
    /// How rarely a character of a text gets an escape that it does not need; 0 for never.
    private let escapeRarity: Int

    private init(_ random: RandomSource) {
        self.random = random
        escapeRarity = self.random.pick([0, 0, 100, 6])
    }

    /// One line without its line feed, that holds events in up to six envelopes.
    package static func line(using random: inout RandomSource) -> [UInt8] {
        var maker = RandomWrapping(random)
        let depth = maker.random.pick([0, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6])
        let line = maker.object(depth: depth, isSmall: depth > 2)
        random = maker.random
        return line.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    }

    private mutating func object(depth: Int, isSmall: Bool) -> [UInt8] {
        guard depth > 0 else { return event(isSmall: isSmall) }
        func inner(_ maker: inout Self) -> [UInt8] {
            maker.member(depth: depth - 1, isSmall: isSmall)
        }
        let field = random.pick(["log", "message", "properties.log", "body.stringValue", "payload"])
        switch random.below(16) {
        case 0, 1:
            let kind = random.pick(["EventList", "EventList", "EventList", "List"])
            return joined([("kind", quoted(Array(kind.utf8))), ("items", batch(depth, isSmall))])
        case 2:
            return joined([("logGroup", Array("\"g\"".utf8)), ("logEvents", batch(depth, isSmall))])
        case 3: return joined([("records", batch(depth, isSmall))])
        case 4:
            let records = batch(depth, isSmall)
            let scope = joined([("logRecords", records)])
            let resource = joined([
                ("scopeLogs", list([scope, joined([("logRecords", Array("[]".utf8))])]))
            ])
            return joined([("resourceLogs", list([resource]))])
        case 5:
            // An envelope that is an event as well, or seems to be.
            let head = random.pick([#""auditID":"a","verb":"get","#, #""verb":"get","#, ""])
            return Array("{\(head)".utf8) + joined([(field, inner(&self))]).dropFirst()
        case 6: return joined([("log", inner(&self)), ("message", inner(&self))])
        default:
            let keys = field.split(separator: ".").map(String.init)
            let value = random.oneIn(8) ? batch(depth, isSmall) : inner(&self)
            guard keys.count > 1, !random.oneIn(6) else { return joined([(field, value)]) }
            return joined([(keys[0], joined([(keys[1], value)]))])
        }
    }

    /// The value of an envelope's field: mostly a text, else the object, seldom neither.
    private mutating func member(depth: Int, isSmall: Bool) -> [UInt8] {
        if random.oneIn(12) {
            let odd = [
                "null", "7", "true", "[]", "{}", "\"\"", "\"started\"", "\"{\"", "\"{}\"", "[[{}]]",
            ]
            return Array(random.pick(odd).utf8)
        }
        var text = object(depth: depth, isSmall: isSmall)
        if random.oneIn(4) { return text }
        switch random.below(16) {
        case 0: text.removeLast(1 + random.below(text.count))
        case 1: text = LineMutator.mutate(text, using: &random)
        case 2: text += object(depth: 0, isSmall: true)
        case 3: text = list([text])
        case 4: text = Array(random.pick([" ", "\n", "\t \r\n"]).utf8) + text
        case 5, 6: text.append(UInt8(ascii: "\n"))
        default: break
        }
        return quoted(text)
    }

    private mutating func batch(_ depth: Int, _ isSmall: Bool) -> [UInt8] {
        list((0..<random.below(4)).map { _ in member(depth: depth - 1, isSmall: true) })
    }

    private mutating func event(isSmall: Bool) -> [UInt8] {
        switch random.below(10) {
        case 0:
            return Array(
                random.pick(["{}", #"{"a":1}"#, #"{"level":"Metadata","verb":"get"}"#]).utf8
            )
        case 1: return entry()
        case 2: return moved()
        default: return isSmall ? small() : RandomAuditEvents.line(using: &random)
        }
    }

    /// An event of few fields, for where it is spelled again and again.
    private mutating func small() -> [UInt8] {
        func text(_ key: String, _ maker: inout Self) -> [UInt8] {
            maker.quoted(Array(maker.random.pick(AuditVocabulary.texts[key] ?? [""]).utf8))
        }
        let opening = #""kind":"Event","apiVersion":"audit.k8s.io/v1","#
        var members = ["level", "stage", "verb"].map { ($0, text($0, &self)) }
        members.append(("objectRef", joined([("resource", text("resource", &self))])))
        members.append(("user", joined([("username", text("username", &self))])))
        if random.oneIn(2) { members.append(("auditID", Array("\"a\"".utf8))) }
        if random.oneIn(6) { members.append(("payload", Array(#""{\"order\":1}""#.utf8))) }
        members.removeAll { _ in random.oneIn(6) }
        let rest = joined(members)
        guard members.count > 0, !random.oneIn(3) else { return rest }
        return Array("{\(opening)".utf8) + rest.dropFirst()
    }

    /// An entry of Google Cloud.
    private mutating func entry() -> [UInt8] {
        let method = random.pick([
            "io.k8s.core.v1.pods.exec.create", "io.k8s.core.v1.secrets.list", "io.k8s.get", "x",
        ])
        let resource = random.pick([
            "core/v1/namespaces/shop/pods/web-0/exec", "core/v1/secrets", "readyz", "",
        ])
        let status = random.pick([
            "{}", #"{"code":7}"#, #"{"code":"7"}"#, #"{"code":99}"#, "null", "7",
        ])
        let service = random.pick(["k8s.io", "k8s.io", "K8S.IO", "container.googleapis.com"])
        let payload = joined([
            ("serviceName", quoted(Array(service.utf8))),
            ("methodName", quoted(Array(method.utf8))),
            ("resourceName", quoted(Array(resource.utf8))), ("status", Array(status.utf8)),
            ("request", small()),
        ])
        return joined([("insertId", Array("\"i\"".utf8)), ("protoPayload", payload)])
    }

    /// An event of OpenShift's collector, which moved the level.
    private mutating func moved() -> [UInt8] {
        let key = random.pick(["k8s_audit_level", "openshift_audit_level", "other_level"])
        let level = random.pick([#""Request""#, #""Metadata""#, "null", "{}"])
        return joined([("log_type", Array("\"audit\"".utf8)), (key, Array(level.utf8))]).dropLast()
            + Array(",".utf8) + small().dropFirst()
    }

    private func list(_ elements: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + elements.joined(separator: Array(",".utf8)) + Array("]".utf8)
    }

    private mutating func joined(_ members: [(key: String, json: [UInt8])]) -> [UInt8] {
        let pairs = members.shuffled(using: &random).map { key, json in
            quoted(Array(key.utf8)) + Array(random.pick([":", ":", " : "]).utf8) + json
        }
        return Array("{".utf8) + pairs.joined(separator: Array(",".utf8)) + Array("}".utf8)
    }

    /// A text as a string of JSON; what is no UTF-8 stays so.
    private mutating func quoted(_ text: [UInt8]) -> [UInt8] {
        var result = Array("\"".utf8)
        for byte in text {
            let isSpecial = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            if isSpecial, byte >= 0x20, !random.oneIn(50) {
                result += [UInt8(ascii: "\\"), byte]
            } else if isSpecial || byte < 0x80 && escapeRarity > 0 && random.oneIn(escapeRarity) {
                let digits = String(byte, radix: 16)
                result += Array("\\u\(digits.count == 1 ? "000" : "00")\(digits)".utf8)
            } else {
                result.append(byte)
            }
        }
        return result + Array("\"".utf8)
    }
}
