/// One step of a YAML stream, as libyaml reports it.
///
/// The texts of the step are the reader's, which makes of them what is asked for.
struct YAMLEvent {
    /// What begins, ends or stands here.
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias
        case scalar
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    /// The bytes in the file.
    let range: Range<Int>
}
