/// Why a line is not an event.
package enum ScanFailure: UInt8, Sendable, CaseIterable {
    case notAnObject
    case truncated
    case unexpectedByte
    case invalidNumber
    case invalidLiteral
    case invalidEscape
    case controlCharacter
    case invalidUTF8
    case duplicateKey
    case trailingBytes
    case lineTooLong
    /// Of what is read in place of events: no record that a scan emits.
    case notARecord
    /// A record that was made with other rules.
    case otherRules
    /// A record of another version.
    case otherVersion
    /// The signal of a correlation, which is what is to be made.
    case correlationSignal
}

extension ScanFailure: CustomStringConvertible {
    /// The reason in words, as the end of a sentence about the line.
    package var description: String {
        switch self {
        case .notAnObject: "not a JSON object"
        case .truncated: "the object does not end on its line"
        case .unexpectedByte: "unexpected character"
        case .invalidNumber: "not a JSON number"
        case .invalidLiteral: "not true, false or null"
        case .invalidEscape: "invalid escape sequence in a string"
        case .controlCharacter: "raw control character in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .duplicateKey: "duplicate key"
        case .trailingBytes: "bytes after the end of the object"
        case .lineTooLong: "longer than the line limit"
        case .notARecord: "no match, signal or end that a scan with these rules writes"
        case .otherRules: "written by a scan with other rules: read it with the same"
        case .otherVersion: "written by another version of martlet: read it with the same"
        case .correlationSignal:
            "a signal of a correlation: read what 'martlet scan --emit matches' writes"
        }
    }
}
