/// A form of signals beside the lines of JSON that they come as.
package protocol SignalRendering: Sendable {
    /// Appends a signal in this form, with what ends it.
    ///
    /// - Parameters:
    ///   - line: the signal as JSON, without a line feed; a line that is none is left out.
    ///   - output: receives the form.
    func append(_ line: [UInt8], to output: inout [UInt8])
}
