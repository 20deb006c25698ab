import MartletRules

/// Loads arbitrary bytes as a rule file and renders what is wrong with them.
///
/// Nothing may crash or hang; every place must be inside the file, and a file without a rule must
/// say why.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer passes `count` readable bytes for the duration of the call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    var loader = RuleLoader()
    loader.load(placeholderSource: Array("name: [a, 'b*']\n".utf8), file: "placeholders.yml")
    loader.load(source: input, file: "rule.yml")
    let loaded = loader.finish()
    let lineCount = SourceFile(path: "rule.yml", bytes: input).location(at: count).line
    for diagnostic in loaded.diagnostics {
        precondition((1...lineCount).contains(diagnostic.location.line))
        precondition(diagnostic.location.column >= 1 && diagnostic.length >= 1)
        precondition(diagnostic.location.column <= (diagnostic.sourceLine?.utf8.count ?? 0) + 1)
    }
    precondition(loaded.hasErrors || loaded.rejected.isEmpty)
    precondition(!loaded.hasErrors || !loaded.rejected.isEmpty)
    let rendering = DiagnosticFormatter().format(loaded.diagnostics)
    precondition(rendering.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") })
    // The same bytes as a file of placeholders must do no harm either.
    var placeholderLoader = RuleLoader()
    placeholderLoader.load(placeholderSource: input, file: "rule.yml")
    _ = placeholderLoader.finish()
    return 0
}
