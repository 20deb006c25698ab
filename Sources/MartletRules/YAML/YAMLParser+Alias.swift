extension YAMLParser {
    /// The node that an alias stands for.
    mutating func alias(
        _ name: String,
        _ event: YAMLEvent,
        level: Int,
        into log: inout DiagnosticLog
    ) throws(Abandoned) -> YAMLNode {
        guard let anchored = anchors[name] else {
            log.error(
                .undefinedAlias,
                "no anchor '&\(name)' stands before this alias",
                at: event.range,
                help: Suggestion.help(for: name, among: anchors.keys.sorted())
                    ?? "put a value that begins with '*' in single quotes"
            )
            throw Abandoned()
        }
        guard let node = anchored.node else {
            log.error(
                .undefinedAlias,
                "the alias '*\(name)' stands inside its own anchor",
                at: event.range,
                help: "write the value out"
            )
            throw Abandoned()
        }
        aliasedNodeCount += anchored.nodeCount
        guard aliasedNodeCount <= YAMLParser.aliasedNodeLimit else {
            log.error(
                .aliasBomb,
                "the aliases of this file stand for more than \(YAMLParser.aliasedNodeLimit) values",
                at: event.range,
                help: "write the values out, or split the file"
            )
            throw Abandoned()
        }
        try checkDepth(level + anchored.depth - 1, of: event, into: &log)
        nodeCount += anchored.nodeCount
        deepestLevel = max(deepestLevel, level + anchored.depth - 1)
        return node
    }
}
