internal import MartletRules

/// The texts that a rule names in the fields that make up a request, each once.
///
/// What is left open, `kube-*`, is named by an example.
struct RuleVocabulary {
    private(set) var users: [String] = []
    private(set) var groups: [String] = []
    private(set) var namespaces: [String] = []
    private(set) var names: [String] = []
    private(set) var resources: [String] = []
    private(set) var subresources: [String] = []
    private(set) var apiGroups: [String] = []
    private(set) var paths: [String] = []
    /// The codes that a response may have, the usual ones among them.
    private(set) var codes = SketchedField.usualCodes
    private(set) var readsUser = false
    private(set) var readsNamespace = false
    private(set) var readsName = false

    init(_ detections: [Detection]) {
        for detection in detections { detection.forEachItem { add($0) } }
    }

    private mutating func add(_ item: DetectionItem) {
        for path in item.field?.paths ?? [] {
            let name = path.unindexed.description
            if name == "user" || name.hasPrefix("user.") { readsUser = true }
            if name == "objectRef.namespace" { readsNamespace = true }
            if name == "objectRef.name" { readsName = true }
            for test in item.values.lazy.flatMap(\.tests) { add(test, of: name) }
        }
    }

    private mutating func add(_ test: ValueTest, of field: String) {
        switch test {
        case .text(let pattern, _):
            let text = pattern.witness
            switch field {
            case "user.username": insert(text, into: &users)
            case "user.groups": insert(text, into: &groups)
            case "objectRef.namespace": insert(text, into: &namespaces)
            case "objectRef.name": insert(text, into: &names)
            case "objectRef.resource": insert(text, into: &resources)
            case "objectRef.subresource": insert(text, into: &subresources)
            case "objectRef.apiGroup": insert(text, into: &apiGroups)
            case "requestURI": addPath(text)
            case "responseStatus.code": insert(text, into: &codes)
            default: break
            }
        case .number(let number), .compare(_, let number):
            guard field == "responseStatus.code", let code = number.integer else { return }
            for code in [code - 1, code, code + 1] where code != 401 && (100..<600).contains(code) {
                insert(String(code), into: &codes)
            }
        default: break
        }
    }

    /// Keeps the part of a URI that can be the path of something else than a resource.
    private mutating func addPath(_ text: String) {
        let path = String(text.prefix { $0 != "?" })
        guard path.hasPrefix("/"), path.utf8.count > 1,
            !["/api/", "/apis/"].contains(where: { path.hasPrefix($0) })
        else { return }
        insert(path, into: &paths)
    }

    private func insert(_ text: String, into list: inout [String]) {
        if !list.contains(text) { list.append(text) }
    }
}
