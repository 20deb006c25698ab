/// What a file's first bytes say of the rest.
struct LeadingForm {
    let lead: [UInt8]
    /// Whether it is packed, and so not written to any more.
    let isPacked: Bool
    /// Whether it can be read from any line on.
    let isLines: Bool

    /// Looks at a file; `nil` if it is too short yet.
    init?(of file: InputFile) {
        lead = file.bytes(at: 0, count: InputHead.byteLimit) ?? []
        guard let packing = InputFormat.packing(of: lead) else { return nil }
        isPacked = packing != .plain
        guard let isArray = isPacked ? false : InputFormat.isArray(lead) else { return nil }
        isLines = !isPacked && !isArray
    }
}
