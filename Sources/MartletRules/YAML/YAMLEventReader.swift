internal import CLibYAML

/// Pulls events from libyaml and turns its marks into byte offsets.
@safe
struct YAMLEventReader: ~Copyable {
    // libyaml keeps pointers to its own structure and to the input: both need a fixed address.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// What libyaml said of the last event; its texts live until the next one.
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let inputOffset: Int
    private let isASCII: Bool
    /// The last place that was converted; marks come nearly in order.
    private var cursor = (scalar: 0, byte: 0)

    /// The version of libyaml at run time.
    static var libraryVersion: String {
        // SAFETY: libyaml returns a static, NUL-terminated string.
        unsafe String(cString: yaml_get_version_string())
    }

    /// Starts at the first byte after the byte order mark.
    ///
    /// - Throws: ``YAMLFailure`` when libyaml gets no memory.
    init(_ file: SourceFile) throws(YAMLFailure) {
        let content = file.bytes[file.byteOrderMarkLength...]
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        // SAFETY: `parser` points at room for one structure, which this call fills.
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            throw YAMLFailure(problem: "out of memory", context: "", offset: 0)
        }
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        // SAFETY: the room is there, and an event of zeros holds nothing.
        unsafe event.initialize(to: yaml_event_t())
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
        _ = unsafe input.initialize(fromContentsOf: content)
        // SAFETY: `deinit` frees the input after libyaml is done with it.
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe self.parser = parser
        unsafe self.event = event
        unsafe self.input = input
        self.inputOffset = file.byteOrderMarkLength
        self.isASCII = YAMLEventReader.isASCII(content.span)
    }

    deinit {
        // SAFETY: all were made in `init` and nobody else holds them.
        unsafe yaml_event_delete(event)
        unsafe event.deallocate()
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// Goes on to the next event.
    ///
    /// After a failure or the end of the stream there is none: do not call again.
    mutating func next() throws(YAMLFailure) -> YAMLEvent {
        // SAFETY: an event that was deleted, or never filled, is one of zeros.
        unsafe yaml_event_delete(event)
        guard unsafe yaml_parser_parse(parser, event) == 1 else { throw failure() }
        let start = unsafe offset(of: event.pointee.start_mark)
        let end = unsafe offset(of: event.pointee.end_mark)
        let kind: YAMLEvent.Kind =
            switch unsafe event.pointee.type {
            case YAML_STREAM_START_EVENT: .streamStart
            case YAML_DOCUMENT_START_EVENT: .documentStart
            case YAML_DOCUMENT_END_EVENT: .documentEnd
            case YAML_ALIAS_EVENT: .alias
            case YAML_SCALAR_EVENT: .scalar
            case YAML_SEQUENCE_START_EVENT: .sequenceStart
            case YAML_SEQUENCE_END_EVENT: .sequenceEnd
            case YAML_MAPPING_START_EVENT: .mappingStart
            case YAML_MAPPING_END_EVENT: .mappingEnd
            default: .streamEnd
            }
        return YAMLEvent(kind: kind, range: start..<max(start, end))
    }

    // MARK: The texts of the last event

    /// The leaf that the last event is, without regard to its tag; an empty one if it is no leaf.
    var scalar: YAMLScalar {
        // SAFETY: libyaml says by `type` which member of the union it filled.
        guard unsafe event.pointee.type == YAML_SCALAR_EVENT else {
            return YAMLScalar(text: "", style: .plain)
        }
        let scalar = unsafe event.pointee.data.scalar
        let text = unsafe String(
            decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
            as: UTF8.self
        )
        return YAMLScalar(text: text, style: unsafe YAMLEventReader.style(scalar.style))
    }

    /// The name that the last event refers to; empty if it is no alias.
    var alias: String {
        // SAFETY: libyaml says by `type` which member of the union it filled.
        guard unsafe event.pointee.type == YAML_ALIAS_EVENT else { return "" }
        return unsafe YAMLEventReader.string(event.pointee.data.alias.anchor) ?? ""
    }

    /// The name that the node which the last event begins is given.
    var anchor: String? {
        // SAFETY: libyaml says by `type` which member of the union it filled.
        switch unsafe event.pointee.type {
        case YAML_SCALAR_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.scalar.anchor)
        case YAML_SEQUENCE_START_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.mapping_start.anchor)
        default: nil
        }
    }

    /// The tag of the node that the last event begins.
    var tag: String? {
        // SAFETY: libyaml says by `type` which member of the union it filled.
        switch unsafe event.pointee.type {
        case YAML_SCALAR_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            unsafe YAMLEventReader.string(event.pointee.data.mapping_start.tag)
        default: nil
        }
    }

    // MARK: Failures and places

    private mutating func failure() -> YAMLFailure {
        // SAFETY: libyaml's messages are static, NUL-terminated strings or NULL.
        let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
        let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) }
        let offset: Int
        // The reader fails before there are marks and counts bytes; the others set a mark.
        if unsafe parser.pointee.error == YAML_READER_ERROR {
            offset = inputOffset + (unsafe parser.pointee.problem_offset)
        } else {
            // An open quote is found missing at the end of the file; where it opens says more.
            let isOpenQuote = context == "while scanning a quoted scalar"
            offset = unsafe self.offset(
                of: isOpenQuote ? parser.pointee.context_mark : parser.pointee.problem_mark
            )
        }
        return YAMLFailure(
            problem: problem ?? "out of memory",
            context: context ?? "",
            offset: offset
        )
    }

    private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var seen: UInt8 = 0
        for index in bytes.indices { seen |= bytes[index] }
        return seen < 0x80
    }

    /// The byte that a mark means; libyaml counts Unicode scalars.
    private mutating func offset(of mark: yaml_mark_t) -> Int {
        let index = Int(mark.index)
        // SAFETY: every index is checked against the buffer's count first.
        let count = unsafe input.count
        if isASCII { return inputOffset + min(index, count) }
        while cursor.scalar < index, cursor.byte < count {
            cursor.byte += 1
            while cursor.byte < count, unsafe input[cursor.byte] & 0xC0 == 0x80 {
                cursor.byte += 1
            }
            cursor.scalar += 1
        }
        while cursor.scalar > index, cursor.byte > 0 {
            cursor.byte -= 1
            while cursor.byte > 0, unsafe input[cursor.byte] & 0xC0 == 0x80 { cursor.byte -= 1 }
            cursor.scalar -= 1
        }
        return inputOffset + cursor.byte
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
    }

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        // SAFETY: libyaml's names are NUL-terminated UTF-8 that lives as long as the event.
        unsafe text.map { unsafe String(cString: $0) }
    }
}
