/// Finds the YAML behind the items and blocks of a rule's detection.
///
/// The model keeps where keys and values begin; nodes are found again by that. What is not found
/// here, as what a pipeline added, is left out.
struct DetectionPlaces {
    private let file: SourceFile
    private var members: [Int: YAMLMember] = [:]
    private var leaves: [Int: YAMLNode] = [:]
    /// The detections that were found: that of the rule, then those of blocks.
    private(set) var detections: [LintedDetection] = []
    /// The items of all of them, in the order of the rule.
    private(set) var items: [LintedItem] = []

    /// Takes a rule's detection apart.
    init(_ detection: Detection, node: YAMLNode, in file: SourceFile) {
        self.file = file
        add(node)
        detections.append(LintedDetection(detection, members: members(of: node), block: nil))
        for (index, selection) in detection.selections.enumerated() {
            collect(selection.search, Place(selection: index, detection: 0, block: nil))
        }
    }

    /// Where a search stands: in which selection of the rule, and in the body of which block.
    private struct Place {
        let selection: Int
        let detection: Int
        let block: LintedBlock?
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

    private func members(of node: YAMLNode) -> [YAMLMember] {
        if case .mapping(let members) = node.content { members } else { [] }
    }

    private func member(at location: SourceLocation) -> YAMLMember? {
        location.file == file.path ? members[file.offset(of: location)] : nil
    }

    // Recursion is bounded: a search nests no deeper than the YAML that it was read from.

    private mutating func collect(_ search: Search, _ place: Place) {
        switch search {
        case .all(let parts), .any(let parts): for part in parts { collect(part, place) }
        case .elements(let block): collect(block, place)
        case .item(let item): collect(item, place)
        }
    }

    private mutating func collect(_ block: ElementBlock, _ place: Place) {
        guard let member = member(at: block.location) else { return }
        let outer = place.block?.field
        let linted = LintedBlock(
            field: outer.map { block.field.below($0) } ?? block.field,
            writtenName: block.field.description,
            key: member.key,
            outer: outer
        )
        let inner = Place(
            selection: place.selection,
            detection: detections.count,
            block: linted
        )
        detections.append(
            LintedDetection(block.body, members: members(of: member.value), block: linted)
        )
        for selection in block.body.selections { collect(selection.search, inner) }
    }

    private mutating func collect(_ item: DetectionItem, _ place: Place) {
        let values = item.values.compactMap { leaves[file.offset(of: $0.location)] }
        guard values.count == item.values.count, item.location.file == file.path else { return }
        let member = item.field == nil ? nil : member(at: item.location)
        guard item.field == nil || member != nil else { return }
        let isList = if case .sequence = member?.value.content { true } else { false }
        items.append(
            LintedItem(
                item: item,
                selection: place.selection,
                detection: place.detection,
                block: place.block,
                key: member?.key,
                values: values,
                isList: isList
            )
        )
    }
}
