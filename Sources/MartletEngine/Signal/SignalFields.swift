internal import MartletRules

/// Which fields of an event fill the parts of a signal.
///
/// The names on the left are keys of the signal's schema; those on the right are paths of a
/// Kubernetes audit event (audit.k8s.io/v1). Events of other sources lack them, and so do their
/// signals.
struct SignalFields: Sendable {
    /// What an event's value must be to be taken over.
    enum Form: Sendable {
        case text
        case texts
        case integer
    }

    /// One key of a part.
    struct Key: Sendable {
        /// The key as it is written, `,"user":`.
        var source: [UInt8]
        var field: Int
        var form: Form
    }

    /// The event's time: the first of these that is there.
    let time: [Int]
    let eventID: Int
    /// The parts in the order of the schema, each with its keys.
    let parts: [(name: String, keys: [Key])]
    /// Bodies that may hold secrets, and the fields that say whether they do.
    let bodies: [Int]
    let resource: Int
    let subresource: Int
    /// Every field that a signal may read.
    let all: [Int]

    /// Numbers the fields by a registry.
    init(number: (FieldPath) -> Int) {
        func keys(_ list: [(String, String, Form)]) -> [Key] {
            list.map {
                Key(source: Array(",\"\($0.0)\":".utf8), field: number(FieldPath($0.1)), form: $0.2)
            }
        }
        time = ["stageTimestamp", "requestReceivedTimestamp", "@timestamp", "timestamp"]
            .map { number(FieldPath($0)) }
        eventID = number(FieldPath("auditID"))
        bodies = ["requestObject", "responseObject"].map { number(FieldPath($0)) }
        resource = number(FieldPath("objectRef.resource"))
        subresource = number(FieldPath("objectRef.subresource"))
        parts = [
            (
                "who",
                keys([
                    ("user", "user.username", .text),
                    ("uid", "user.uid", .text),
                    ("groups", "user.groups", .texts),
                    ("impersonated_user", "impersonatedUser.username", .text),
                    ("impersonated_groups", "impersonatedUser.groups", .texts),
                ])
            ),
            (
                "where",
                keys([
                    ("source_ips", "sourceIPs", .texts),
                    ("namespace", "objectRef.namespace", .text),
                    ("resource", "objectRef.resource", .text),
                    ("subresource", "objectRef.subresource", .text),
                    ("name", "objectRef.name", .text),
                    ("api_group", "objectRef.apiGroup", .text),
                    ("api_version", "objectRef.apiVersion", .text),
                ])
            ),
            (
                "when",
                keys([
                    ("received", "requestReceivedTimestamp", .text),
                    ("observed", "stageTimestamp", .text),
                ])
            ),
            (
                "how",
                keys([
                    ("verb", "verb", .text),
                    ("uri", "requestURI", .text),
                    ("user_agent", "userAgent", .text),
                    ("stage", "stage", .text),
                    ("status_code", "responseStatus.code", .integer),
                    ("status_reason", "responseStatus.reason", .text),
                    ("decision", "annotations.authorization.k8s.io/decision", .text),
                    ("decision_reason", "annotations.authorization.k8s.io/reason", .text),
                ])
            ),
        ]
        all =
            time + [eventID, resource, subresource] + bodies
            + parts.flatMap { $0.keys.map(\.field) }
    }
}
