/// What is refused of a stream that libyaml can read.
extension YAMLParser {
    /// Refuses what nests too deep.
    func checkDepth(
        _ level: Int,
        of event: YAMLEvent,
        into log: inout DiagnosticLog
    ) throws(Abandoned) {
        guard level > YAMLParser.depthLimit else { return }
        log.error(
            .tooDeep,
            "the file nests deeper than \(YAMLParser.depthLimit) levels",
            at: event.range,
            help: "name nested fields with dots, 'a.b.c: value'"
        )
        throw Abandoned()
    }

    /// Refuses tags but `!`, which adds nothing to a collection, and the one that a node has anyway.
    func checkTag(
        _ tag: String?,
        of event: YAMLEvent,
        allows kind: String,
        into log: inout DiagnosticLog
    ) {
        guard let tag, tag != "!", tag != "tag:yaml.org,2002:\(kind)" else { return }
        log.error(
            .unsupportedTag,
            "the tag '\(tag)' is not supported",
            at: event.range,
            help: "leave the tag out"
        )
    }

    /// Refuses merge keys, and a key that stands in the map already.
    func checkKey(
        _ key: YAMLNode,
        behind members: [YAMLMember],
        in keys: inout DuplicateKeys,
        into log: inout DiagnosticLog
    ) {
        guard let scalar = key.scalar else { return }
        if scalar.text == "<<", scalar.style == .plain {
            log.error(
                .mergeKey,
                "merge keys ('<<') are not part of YAML 1.2",
                at: key.range,
                help: "write the members out"
            )
        } else if let first = keys.place(of: scalar.text, among: members) {
            let line = log.file.location(at: first).line
            log.error(
                .duplicateKey,
                "the key '\(scalar.text)' stands twice in this map",
                at: key.range,
                help: "the first one is on line \(line); merge or rename them"
            )
        }
    }
}
