/// What the definition of a log source says at its top level.
package enum LogSourceAttribute: String, CaseIterable, Sendable {
    case logSource = "log_source"
    case description
    case admits
    case recognize
    case opening
    case time
    case id
    case duplicate
    case signal
    case redact
    case derive
    case aliases
    case fields
    case common
    case envelopes

    /// What the attribute is for, in a sentence for its author.
    package var explanation: String {
        switch self {
        case .logSource: "The name of the log source."
        case .description: "What the log tells, for people."
        case .admits: "What the logsource of a rule for it may say."
        case .recognize: "What holds of its events, and of no others."
        case .opening: "How an event begins when its usual writer writes it."
        case .time: "The field with the time of an event, or fields of which the first counts."
        case .id: "The field that names an event."
        case .duplicate: "Fields that are the same in two copies of one event."
        case .signal: "The fields that fill the parts of a signal."
        case .redact: "What signals do not show."
        case .derive: "Names that rules may use for objects made of a field's text or list."
        case .aliases: "Names that rules may use for one or several fields."
        case .fields: "All fields that events may have, for advice to authors of rules."
        case .common: "How many times as often as usual tests of a field hold."
        case .envelopes: "The forms in which events travel inside others."
        }
    }
}
