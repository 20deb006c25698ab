internal import MartletRules

/// An event's values as an explanation shows them: where they stand, cut, secrets hidden.
///
/// A view from the event as a whole, or from an element that a block binds.
struct EventValues {
    /// `nil` for an event that cannot be read to its end: nothing is shown of it.
    private let tree: EventTree?
    private let root: Int
    /// The bodies that may hold secrets, as ranges of the event.
    private let hidden: [Range<Int>]

    /// A view of an event.
    ///
    /// - Parameters:
    ///   - event: its bytes.
    ///   - reading: how a scan reads it.
    init(of event: [UInt8], reading: EventReading) {
        var tree = EventTree(event)
        var hidden = tree.flatMap { HiddenValues.ranges(in: $0, of: event, reading: reading) }
        for field in reading.logSources.flatMap(\.derivedFields) {
            tree?.add(field, hiding: &hidden)
        }
        self.init(tree: hidden == nil ? nil : tree, root: 0, hidden: hidden ?? [])
    }

    private init(tree: EventTree?, root: Int, hidden: [Range<Int>]) {
        self.tree = tree
        self.root = root
        self.hidden = hidden
    }

    /// A view in which no value is seen.
    static var nothing: EventValues { EventValues(tree: nil, root: 0, hidden: []) }

    /// Whether the event could be read to its end.
    var isReadable: Bool { tree != nil }

    /// The same event as an element sees it: paths start from the element.
    func rooted(at element: Int) -> EventValues {
        EventValues(tree: tree, root: element, hidden: hidden)
    }

    /// Whether a field is there, and its values.
    func occurrence(of field: FieldReference) -> EventTree.Occurrence {
        tree?.occurrence(of: field, from: root) ?? EventTree.Occurrence()
    }

    /// What a block over a field binds: its values but for `null`.
    func elements(of field: FieldReference) -> [Int] {
        guard let tree else { return [] }
        return tree.occurrence(of: field, from: root).values
            .filter { tree.nodes[$0].kind != .null }
    }

    /// The scalars that keywords search.
    var leaves: [Int] { tree?.leaves(of: root) ?? [] }

    func kind(of node: Int) -> EventTree.Kind { tree?.nodes[node].kind ?? .null }

    func path(of node: Int) -> String { tree?.path(of: node, from: root) ?? "." }

    func text(of node: Int) -> [UInt8]? { tree?.text(of: node) }

    /// Whether a value is hidden, or holds something that is.
    func isRedacted(_ node: Int) -> Bool {
        guard let tree else { return false }
        return hidden.contains { $0.overlaps(tree.nodes[node].source) }
    }

    /// A value as the only content of an event, see ``ElementEvent``.
    func elementEvent(_ node: Int) -> [UInt8] {
        ElementEvent.event(tree?.source(of: node) ?? [])
    }

    /// Why a field has no value; `nil` if that cannot be told.
    func reasonForNone(of field: FieldReference) -> Reason? {
        guard let tree else { return nil }
        let occurrence = occurrence(of: field)
        guard occurrence.isPresent else {
            return .absent(tree.absence(of: field.paths[0], from: root))
        }
        return occurrence.values.isEmpty ? .emptyArray : .noText(.null)
    }

    /// Values ready to be shown.
    ///
    /// - Parameters:
    ///   - isPresent: whether their field is there.
    ///   - nodes: the values.
    ///   - wanted: those that an item wants, if it was asked; they come first.
    /// - Returns: the first of them, with the number of all.
    func shown(isPresent: Bool, _ nodes: [Int], wanted: Set<Int>? = nil) -> FieldValues {
        var ordered = nodes
        if let wanted {
            ordered = nodes.filter(wanted.contains) + nodes.filter { !wanted.contains($0) }
        }
        return FieldValues(
            isPresent: isPresent,
            count: nodes.count,
            values: ordered.prefix(FieldValues.valueLimit).map { node in
                value(node, isWanted: wanted.map { $0.contains(node) })
            }
        )
    }

    private func value(_ node: Int, isWanted: Bool?) -> FieldValues.Value {
        let isRedacted = isRedacted(node) && kind(of: node) != .null
        let whole =
            isRedacted
            ? "\(SignalEncoder.redactedText)"
            : String(
                decoding: text(of: node) ?? tree?.source(of: node) ?? [],
                as: UTF8.self
            )
        let scalars = whole.unicodeScalars
        let isCut = scalars.count > FieldValues.textLimit
        let text = isCut ? String(scalars.prefix(FieldValues.textLimit)) : whole
        return FieldValues.Value(
            path: path(of: node),
            kind: kind(of: node),
            text: text,
            isCut: isCut,
            isRedacted: isRedacted,
            isWanted: isWanted
        )
    }
}

extension EventTree {
    /// Puts behind the event what a field derives, hidden with what it is made of.
    fileprivate mutating func add(_ field: DerivedField, hiding hidden: inout [Range<Int>]?) {
        guard derivedRoots[field.origin] == nil,
            let (source, object) = object(field.form, of: field.source)
        else { return }
        add(object, named: field.name, for: field.origin)
        let place = nodes[source].source
        if let root = derivedRoots[field.origin], hidden?.contains(where: place.overlaps) == true {
            hidden?.append(nodes[root].source)
        }
    }
}
