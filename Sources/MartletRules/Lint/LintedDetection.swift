/// A detection together with its conditions and their places: a rule's own, or the body of a block.
struct LintedDetection {
    let detection: Detection
    /// The conditions as they are written, in the order of the detection's; none in a block that
    /// leaves it out.
    let conditions: [LintedCondition]
    /// The keys of the selections, in the order of the detection's; none where these have none.
    let selectionKeys: [YAMLNode]
    /// The block that it is the body of, or `nil` for that of the rule.
    let block: LintedBlock?
    /// The ways in which it can hold, as far as they can be told apart.
    let logic: RuleLogic

    /// Ties a detection to the map that it was read from.
    init(_ detection: Detection, members: [YAMLMember], block: LintedBlock?) {
        self.detection = detection
        self.block = block
        let condition = members.first { $0.key.scalar?.text == "condition" }?.value
        let nodes: [YAMLNode] =
            switch condition?.content {
            case .sequence(let elements): elements
            case .some: condition.map { [$0] } ?? []
            case nil: []
            }
        conditions = zip(detection.conditions, nodes).compactMap { LintedCondition($0, node: $1) }
        let names = Set(detection.selections.map(\.name))
        selectionKeys = members.map(\.key).filter { names.contains($0.scalar?.text ?? "") }
        logic = RuleLogic(detection)
    }

    /// A field of the detection as it is named from the event.
    func field(_ field: FieldReference) -> FieldReference {
        block.map { field.below($0.field) } ?? field
    }

    /// Where to mark a condition, or a block that has none, in bytes.
    func place(ofCondition index: Int) -> Range<Int>? {
        conditions.indices.contains(index) ? conditions[index].node.range : block?.key.range
    }
}

extension FieldReference {
    /// A field that starts from the elements of another.
    func below(_ outer: FieldReference) -> FieldReference {
        FieldReference(
            name: name.below(outer.name),
            paths: outer.paths.flatMap { outer in paths.map { $0.below(outer) } }
        )
    }
}
