import Testing

/// The forms in which Kubernetes audit events travel.
struct Wrapping: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// The line that an event becomes.
    let line: @Sendable (String) -> String

    init(_ name: String, _ line: @escaping @Sendable (String) -> String) {
        testDescription = name
        self.line = line
    }

    /// A text as a JSON string.
    static func quoted(_ text: String) -> String {
        "\""
            + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n") + "\""
    }

    static let plain = Wrapping("a line") { $0 }
    static let webhook = Wrapping("webhook") {
        #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[\#($0)]}"#
    }
    static let fluentBit = Wrapping("fluent-bit") {
        #"{"stream":"stdout","log":\#(quoted($0 + "\n")),"time":"2026-01-01T00:00:00Z"}"#
    }
    static let cloudWatch = Wrapping("CloudWatch") {
        #"{"ingestionTime":1,"timestamp":1,"message":\#(quoted($0))}"#
    }
    static let subscription = Wrapping("CloudWatch subscription") {
        #"{"messageType":"DATA_MESSAGE","logGroup":"g","logEvents":[{"id":"1","timestamp":1,"#
            + #""message":\#(quoted($0))}]}"#
    }
    static let azureText = Wrapping("Azure, text") {
        #"{"category":"kube-audit","properties":{"log":\#(quoted($0)),"pod":"p"},"time":"t"}"#
    }
    static let azureObject = Wrapping("Azure, object") {
        #"{"category":"kube-audit","properties":{"log":\#($0),"pod":"p"},"time":"t"}"#
    }
    static let azureBatch = Wrapping("Azure, batch") {
        #"{"records":[\#(azureText.line($0))]}"#
    }
    static let otlp = Wrapping("OTLP") {
        #"{"resourceLogs":[{"resource":{},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","#
            + #""body":{"stringValue":\#(quoted($0))}}]}]}]}"#
    }
    static let viaq = Wrapping("OpenShift ViaQ") { event in
        #"{"@timestamp":"2026-01-01T00:00:00Z","log_type":"audit","k8s_audit_level":"Request","#
            + event.dropFirst().replacing(#""level":"Request""#, with: #""level":"default""#)
    }
    static let lineFeedFirst = Wrapping("text behind a line feed") {
        #"{"log":\#(quoted("\n " + $0))}"#
    }
    static let escaped = Wrapping("text of escapes alone") { event in
        let units = event.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return #"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
        return #"{"log":"\#(units.joined())"}"#
    }
    static let nested = Wrapping("OTLP in CloudWatch") { cloudWatch.line(otlp.line($0)) }
    static let deep = Wrapping("four levels") {
        fluentBit.line(cloudWatch.line(fluentBit.line(cloudWatch.line($0))))
    }
    static let listInText = Wrapping("webhook in fluent-bit") { fluentBit.line(webhook.line($0)) }
    static let tooDeep = Wrapping("five levels") { fluentBit.line(deep.line($0)) }

    static let all: [Wrapping] = [
        plain, webhook, fluentBit, cloudWatch, subscription, azureText, azureObject, azureBatch,
        lineFeedFirst, escaped,
        otlp, viaq, nested, deep, listInText,
    ]
}
