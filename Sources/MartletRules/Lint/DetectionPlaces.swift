/// Finds the YAML behind the items of a detection.
///
/// The model keeps where keys and values begin; nodes are found again by that.
struct DetectionPlaces {
    private var members: [Int: YAMLMember] = [:]
    private var leaves: [Int: YAMLNode] = [:]

    init(_ detection: YAMLNode) {
        add(detection)
    }

    private mutating func add(_ node: YAMLNode) {
        switch node.content {
        case .scalar: leaves[node.range.lowerBound] = node
        case .sequence(let elements): for element in elements { add(element) }
        case .mapping(let members):
            for member in members {
                self.members[member.key.range.lowerBound] = member
                add(member.value)
            }
        }
    }

    /// Adds the items of a search; an item whose place is not in this detection is left out.
    func collect(
        _ search: Search,
        selection: Int,
        in file: SourceFile,
        into items: inout [LintedItem]
    ) {
        switch search {
        case .all(let parts), .any(let parts):
            for part in parts { collect(part, selection: selection, in: file, into: &items) }
        case .elements: break
        case .item(let item):
            let values = item.values.compactMap { leaves[file.offset(of: $0.location)] }
            guard values.count == item.values.count, item.location.file == file.path else { return }
            let member = item.field == nil ? nil : members[file.offset(of: item.location)]
            guard item.field == nil || member != nil else { return }
            let isList = if case .sequence = member?.value.content { true } else { false }
            items.append(
                LintedItem(
                    item: item,
                    selection: selection,
                    key: member?.key,
                    values: values,
                    isList: isList
                )
            )
        }
    }
}
