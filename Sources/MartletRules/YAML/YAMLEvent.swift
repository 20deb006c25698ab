/// One step of a YAML stream, as libyaml reports it.
struct YAMLEvent {
    /// What begins, ends or stands here.
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(YAMLScalar)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    /// The bytes in the file.
    let range: Range<Int>
    let anchor: String?
    let tag: String?
}
