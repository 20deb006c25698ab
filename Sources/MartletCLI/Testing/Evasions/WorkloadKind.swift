/// A kind of object that makes pods, or is one.
enum WorkloadKind: String, CaseIterable {
    case pod = "Pod"
    case deployment = "Deployment"
    case daemonSet = "DaemonSet"
    case statefulSet = "StatefulSet"
    case replicaSet = "ReplicaSet"
    case replicationController = "ReplicationController"
    case job = "Job"
    case cronJob = "CronJob"

    init?(resource: String?, group: String?) {
        let kind = Self.allCases.first { $0.resource == resource && $0.group == group }
        guard let kind else { return nil }
        self = kind
    }

    var resource: String { rawValue.lowercased() + "s" }

    /// The API group, `nil` for the core one.
    var group: String? {
        switch self {
        case .pod, .replicationController: nil
        case .deployment, .daemonSet, .statefulSet, .replicaSet: "apps"
        case .job, .cronJob: "batch"
        }
    }

    /// Where the specification of the pods is.
    var podSpecPath: [String] {
        switch self {
        case .pod: ["spec"]
        case .cronJob: ["spec", "jobTemplate", "spec", "template", "spec"]
        default: ["spec", "template", "spec"]
        }
    }

    /// Whether an object that exists can get other pods.
    var hasMutableTemplate: Bool { self != .pod && self != .job }

    /// An object of the kind with a specification of pods.
    func object(named name: EventValue?, podSpec: EventValue) -> EventValue {
        var object = EventValue.object([
            .init(key: "kind", value: .text(rawValue)),
            .init(key: "apiVersion", value: .text(group.map { "\($0)/v1" } ?? "v1")),
        ])
        if let name { object["metadata"] = name }
        let labels = EventValue.object([.init(key: "app", value: .text("web"))])
        switch self {
        case .pod, .job: break
        case .cronJob: object[path: ["spec", "schedule"]] = .text("*/5 * * * *")
        case .replicationController: object[path: ["spec", "selector"]] = labels
        case .deployment, .daemonSet, .statefulSet, .replicaSet:
            object[path: ["spec", "selector", "matchLabels"]] = labels
        }
        if self != .pod {
            let metadata = Array(podSpecPath.dropLast()) + ["metadata", "labels"]
            object[path: metadata] = labels
        }
        object[path: podSpecPath] = podSpec
        return object
    }
}
