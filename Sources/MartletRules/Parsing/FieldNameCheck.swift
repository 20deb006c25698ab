/// Refuses field names whose meaning the engine does not know yet.
enum FieldNameCheck {
    private static let blockNames = ["any", "all", "all_or_empty", "none"]

    /// Whether a field name can be read, after reporting why not.
    ///
    /// A segment that ends with `[any]`, `[0]` or the like reads one array element; as a literal
    /// name it would silently never match.
    static func check(_ name: String, in key: YAMLNode, into log: inout DiagnosticLog) -> Bool {
        var offset = 0
        for segment in name.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        ) {
            defer { offset += segment.count + 1 }
            guard segment.last == UInt8(ascii: "]"),
                let open = segment.lastIndex(of: UInt8(ascii: "["))
            else { continue }
            let inner = String(Substring(segment[segment.index(after: open)...].dropLast()))
            guard blockNames.contains(inner) || Int(inner) != nil else { continue }
            let start = offset + segment.distance(from: segment.startIndex, to: open)
            log.error(
                .unsupportedArrayAccess,
                "'[\(inner)]' in a field name is not supported yet",
                at: log.file.range(of: start..<offset + segment.count, in: key)
            )
            return false
        }
        return true
    }
}
