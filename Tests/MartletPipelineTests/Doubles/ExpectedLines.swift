import MartletEngine
import MartletPipeline

/// What a run over lines must give, found in the plainest way: the slow twin of the pipeline.
struct ExpectedLines {
    private(set) var signals = ""
    private(set) var deadLetters = ""
    private(set) var lineCount = 0
    private(set) var eventCount = 0
    private(set) var malformed: [PipelineOutcome.MalformedLine] = []

    /// Adds an input, line by line.
    mutating func add(_ bytes: [UInt8], file: String, limit: Int = 64 << 20) {
        var offset = 0
        var line = 0
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A)
            let next = (end ?? bytes.count - 1) + 1
            let isTooLong = (end ?? bytes.count) - offset > limit
            var content = bytes[offset..<(end ?? bytes.count)]
            if end != nil, content.last == 0x0D { content.removeLast() }
            if offset == 0, content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
            line += 1
            if isTooLong || content.first == UInt8(ascii: "!") {
                deadLetters += String(decoding: content, as: UTF8.self) + "\n"
                malformed.append(
                    PipelineOutcome.MalformedLine(
                        file: file,
                        line: line,
                        offset: content.startIndex,
                        length: content.count,
                        failure: isTooLong ? .lineTooLong : .unexpectedByte,
                        position: isTooLong ? limit : 0
                    )
                )
            } else if !content.isEmpty {
                eventCount += 1
                let text = String(decoding: content, as: UTF8.self)
                signals += "\(file):\(line):\(content.startIndex):\(text)\n"
            }
            offset = next
        }
        lineCount += line
    }
}
