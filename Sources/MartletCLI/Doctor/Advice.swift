/// Something that kept rules from matching, and what to do about it.
package struct Advice: Sendable {
    /// What it is about, for programs.
    package enum Subject: String, Sendable {
        /// Events that no log source knows, where rules are for one.
        case unknownEvents = "unknown_events"
        /// Bodies of requests or responses that the log does not hold.
        case bodies
        /// A stage of requests that the log does not hold.
        case stage
    }

    package let subject: Subject
    /// What is the matter and what helps, in one sentence.
    package let message: String
    /// The titles of the rules that it keeps from matching.
    package let rules: [String]

    package init(subject: Subject, message: String, rules: [String]) {
        self.subject = subject
        self.message = message
        self.rules = rules
    }
}
