import FluentBitExec

private let newline = UInt8(ascii: "\n")

/// Whatever fluent-bit hands over gives whole lines, one an event, or nothing.
///
/// A part of a chunk gives the first of the same lines, or nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChunk(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start = unsafe start, count > 0 else { return 0 }
    // SAFETY: libFuzzer passes `count` readable bytes for the duration of the call.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let choices = bytes[0]
    let chunk = Array(bytes.dropFirst())
    guard let whole = lines(of: chunk, choices) else { return 0 }
    let cut = chunk.count * Int(choices) / 256
    if let part = lines(of: Array(chunk.prefix(cut)), choices), !whole.starts(with: part) {
        fatalError("the first \(cut) bytes give other lines")
    }
    return 0
}

private func lines(of chunk: [UInt8], _ choices: UInt8) -> [UInt8]? {
    var encoder = BatchEncoder(
        rawKey: choices & 1 == 0 ? "log" : nil,
        dateKey: choices & 2 == 0 ? nil : "date",
        tagKey: choices & 4 == 0 ? nil : "tag"
    )
    let tag = [choices, 0xFF]
    guard case .encoded(let events, _) = encoder.encode(chunk.span, tag: tag.span) else {
        return nil
    }
    let lines = encoder.lines
    // A `precondition` would not say in a release build what is wrong.
    if lines.count(where: { $0 == newline }) != events { fatalError("not a line an event") }
    if lines.last ?? newline != newline { fatalError("half a line") }
    for line in lines.split(separator: newline) where line.starts(with: BatchEncoder.reservedPrefix)
    {
        fatalError("an event that asks for an acknowledgement")
    }
    return lines
}
