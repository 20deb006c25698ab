internal import MartletRules

/// The texts that a rule names in the fields that make up a request, each once.
///
/// What is left open, `kube-*`, is named by an example.
struct RuleVocabulary {
    private(set) var users = OrderedTexts()
    private(set) var groups = OrderedTexts()
    private(set) var namespaces = OrderedTexts()
    private(set) var names = OrderedTexts()
    private(set) var resources = OrderedTexts()
    private(set) var subresources = OrderedTexts()
    private(set) var apiGroups = OrderedTexts()
    private(set) var paths = OrderedTexts()
    /// The codes that a response may have, the usual ones among them.
    private(set) var codes = OrderedTexts(SketchedField.usualCodes)
    /// The fields that the API server does not write.
    private(set) var foreignFields = OrderedTexts()
    private(set) var readsUser = false
    private(set) var readsNamespace = false
    private(set) var readsName = false

    init(_ detections: [Detection]) {
        for detection in detections { detection.forEachItem { add($0) } }
    }

    private mutating func add(_ item: DetectionItem) {
        for path in item.field?.paths ?? [] {
            let name = path.unindexed.description
            if SketchedField(path) == .foreign { foreignFields.insert(path.description) }
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
            case "user.username": users.insert(text)
            case "user.groups": groups.insert(text)
            case "objectRef.namespace": namespaces.insert(text)
            case "objectRef.name": names.insert(text)
            case "objectRef.resource": resources.insert(text)
            case "objectRef.subresource": subresources.insert(text)
            case "objectRef.apiGroup": apiGroups.insert(text)
            case "requestURI": addPath(text)
            case "responseStatus.code": codes.insert(text)
            default: break
            }
        case .number(let number), .compare(_, let number):
            guard field == "responseStatus.code", let code = number.integer else { return }
            for code in [code - 1, code, code + 1] where code != 401 && (100..<600).contains(code) {
                codes.insert(String(code))
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
        paths.insert(path)
    }
}
