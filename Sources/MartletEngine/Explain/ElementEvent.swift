internal import MartletRules

/// An element of an array, dressed up as an event, so that the engine can be asked about it alone.
///
/// The event is an object whose only member is the element, and every path of a block's body is led
/// through that member; the element may then be of any kind, and no key of it passes for a key of
/// an event.
enum ElementEvent {
    private static let key = "element"

    /// The event for an element's source.
    static func event(_ source: [UInt8]) -> [UInt8] {
        Array("{\"\(key)\":".utf8) + source + Array("}".utf8)
    }

    /// The field that the element itself is.
    static let itself = FieldReference(FieldPath(key))

    /// A block's body, its paths led through the member.
    static func detection(_ body: Detection) -> Detection {
        Detection(
            selections: body.selections.map { selection in
                Selection(
                    name: selection.name,
                    search: search(selection.search),
                    location: selection.location
                )
            },
            conditions: body.conditions
        )
    }

    private static func search(_ search: Search) -> Search {
        switch search {
        case .all(let members): return .all(members.map { ElementEvent.search($0) })
        case .any(let members): return .any(members.map { ElementEvent.search($0) })
        case .elements(var block):
            // The body of a nested block starts from its own elements.
            block.field = field(block.field)
            return .elements(block)
        case .item(var item):
            item.field = item.field.map(field)
            for index in item.values.indices {
                item.values[index].tests = item.values[index].tests.map(test)
            }
            return .item(item)
        }
    }

    private static func test(_ test: ValueTest) -> ValueTest {
        guard case .field(let other, let relation, let caseSensitive) = test else { return test }
        return .field(field(other), relation, caseSensitive: caseSensitive)
    }

    private static func field(_ field: FieldReference) -> FieldReference {
        FieldReference(name: field.name, paths: field.paths.map(path))
    }

    private static func path(_ path: FieldPath) -> FieldPath {
        FieldPath(path.description == "." ? key : "\(key).\(path.description)")
    }
}
