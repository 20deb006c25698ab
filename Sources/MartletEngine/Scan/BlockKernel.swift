internal import CMartletKernels

/// The functions that look at 64 bytes at once: those of a vector unit, or their portable twins.
@safe
package struct BlockKernel: Sendable {
    package let name: String
    // SAFETY: called only through `BlockIndex` and `LineEnds`, which keep the kernels' contracts.
    let index: martlet_index_function
    let lineEnd: martlet_line_function

    /// The kernels that this processor runs, best first; the portable one is always the last.
    package static let available: [BlockKernel] = {
        var kernels = unsafe [martlet_kernel](repeating: martlet_kernel(), count: 4)
        let count = unsafe martlet_list_kernels(&kernels, kernels.count)
        var result: [BlockKernel] = []
        for index in 0..<count {
            // SAFETY: the names are string literals of the C target.
            guard let name = unsafe kernels[index].name,
                let indexing = unsafe kernels[index].index,
                let lineEnd = unsafe kernels[index].line_end
            else { continue }
            unsafe result.append(
                BlockKernel(name: String(cString: name), index: indexing, lineEnd: lineEnd)
            )
        }
        result.append(.portable)
        return result
    }()

    /// The specification of all kernels, a byte at a time; also what runs where there is no vector unit.
    package static let portable = unsafe BlockKernel(
        name: "portable",
        index: indexPortably,
        lineEnd: findLineEndPortably
    )
}

private func indexPortably(
    _ text: UnsafePointer<UInt8>,
    _ length: Int,
    _ blocks: UnsafeMutablePointer<martlet_block>,
    _ floors: UnsafeMutablePointer<Int32>
) {
    var isEscaped = false
    var isInString = false
    var depth: Int32 = 0
    for block in 0...(length / 64) {
        var masks = martlet_block()
        for bit in 0..<64 {
            let offset = block * 64 + bit
            let mark: UInt64 = 1 << UInt64(bit)
            guard offset < length else {
                masks.quote |= mark
                masks.close |= mark
                continue
            }
            // SAFETY: inside the text; the caller gives room for length / 64 + 1 blocks.
            let byte = unsafe text[offset]
            if byte < 0x20 || byte == UInt8(ascii: "\\") { masks.special |= mark }
            let wasEscaped = isEscaped
            isEscaped = byte == UInt8(ascii: "\\") && !wasEscaped
            if byte == UInt8(ascii: "\""), !wasEscaped {
                masks.quote |= mark
                isInString.toggle()
            }
            guard !isInString else { continue }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): masks.open |= mark
            case UInt8(ascii: "}"), UInt8(ascii: "]"): masks.close |= mark
            default: break
            }
        }
        unsafe blocks[block] = masks
        unsafe floors[block] = depth - Int32(masks.close.nonzeroBitCount)
        depth += Int32(masks.open.nonzeroBitCount - masks.close.nonzeroBitCount)
    }
}

private func findLineEndPortably(
    _ text: UnsafePointer<UInt8>,
    _ length: Int,
    _ marker: martlet_marker,
    _ found: UnsafeMutablePointer<Int32>
) -> Int {
    // SAFETY: every offset is below the length, every run of the marker's length ends there.
    let feed = unsafe martlet_find_byte(text, length, UInt8(ascii: "\n"))
    let end = unsafe feed.map { unsafe $0 - text } ?? length
    let markerLength = unsafe marker.length
    guard end > markerLength else { return end }
    for offset in 1...end - markerLength
    where unsafe martlet_equal(text + offset, marker.bytes, markerLength) != 0 {
        unsafe found.pointee = 1
        break
    }
    return end
}
