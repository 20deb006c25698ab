/// Bytes that a listener received, to be read as events.
package struct Delivery: Sendable, Equatable {
    /// What is known of the bytes before they are looked at.
    package enum Form: Sendable {
        /// A whole request body: NDJSON, a JSON array or one JSON object, maybe compressed; the bytes tell.
        case body
        /// Whole lines of a stream, of which there will be more; never compressed.
        case lines
    }

    /// The bytes as received.
    package let bytes: [UInt8]
    package let form: Form
    /// Where they came in, as signals name it: `http:/k8s-audit`, `tcp:127.0.0.1:4711`, `unix:/run/martlet.sock`.
    package let source: String

    /// Holds what was received.
    package init(bytes: [UInt8], form: Form, source: String) {
        self.bytes = bytes
        self.form = form
        self.source = source
    }
}
