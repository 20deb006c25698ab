package import MartletRules

/// What an event holds of one field: whether it is there, and which values it has.
///
/// **Look-up.** At each object the remaining segments, joined with dots, are tried as one literal
/// key; then all but the last, and so on down to the first segment alone. The first of these keys
/// that is present *and under which the rest of the path resolves* wins; a key that leads nowhere
/// is passed over for a shorter one. At the path's end any kind of value resolves, `null` and
/// empty containers included. `.` has no segments and resolves to the value it starts from.
///
/// **Arrays.** An array in the middle of a path stands for its members, and so do arrays in it:
/// the path is resolved in each member on its own and the results are joined; members that are not
/// objects resolve to nothing. An array at the end of a path makes the field present and
/// contributes its members, nested arrays flattened. An empty array is therefore present and has
/// no value, not even `null`; an empty array in the middle of a path leaves the field absent.
///
/// **Indices.** An index picks one member of every array that the keys before it lead to, counted
/// from 0, or from the end with -1. What is no array, or too short, leads nowhere. The keys between
/// two indices are resolved by themselves; so the literal key is chosen before the index is seen.
///
/// **Derived objects.** A path may start from an object that is made of another field, in place of
/// the event.
///
/// **Several paths.** The values of all paths are the values of one field, absent when all are.
///
/// **Keywords.** Without a field the values are all scalar leaves of the event at any depth except
/// `null`; keys are not searched.
package struct ReferenceOccurrence {
    /// Whether the path resolved at least once.
    package private(set) var isPresent = false
    /// The values, `null` and objects included, arrays replaced by their members.
    package private(set) var values: [JSONValue] = []

    /// Looks a field, or with `nil` every scalar leaf, up in an event or an element.
    package init(of field: FieldReference?, in event: JSONValue) {
        guard let field else {
            addLeaves(of: event)
            return
        }
        for path in field.paths {
            for end in ReferenceOccurrence.ends(of: path, in: event) {
                isPresent = true
                addFlattened(end)
            }
        }
    }

    /// The values to which a path leads, arrays as they are.
    static func ends(of path: FieldPath, in event: JSONValue) -> [JSONValue] {
        guard let root = ReferenceDerivation.root(of: path, in: event) else { return [] }
        var ends = resolve(path.segments[...], in: root)
        var steps = path.indexedSteps[...]
        while let step = steps.popFirst() {
            switch step {
            case .index(let index):
                ends = ends.compactMap { member(index, of: $0) }
            case .key(let first):
                var keys = [first]
                while case .key(let key)? = steps.first {
                    keys.append(key)
                    steps.removeFirst()
                }
                ends = ends.flatMap { resolve(keys[...], in: $0) }
            }
        }
        return ends
    }

    private static func member(_ index: Int, of value: JSONValue) -> JSONValue? {
        guard case .array(let elements) = value else { return nil }
        let place = index < 0 ? elements.count + index : index
        return elements.indices.contains(place) ? elements[place] : nil
    }

    private static func resolve(
        _ segments: ArraySlice<[UInt8]>,
        in value: JSONValue
    ) -> [JSONValue] {
        if segments.isEmpty { return [value] }
        switch value {
        case .array(let elements):
            return elements.flatMap { resolve(segments, in: $0) }
        case .object(let members):
            for length in stride(from: segments.count, through: 1, by: -1) {
                let key = Array(segments.prefix(length).joined(separator: [UInt8(ascii: ".")]))
                guard let member = members.first(where: { $0.key == key }) else { continue }
                let found = resolve(segments.dropFirst(length), in: member.value)
                if !found.isEmpty { return found }
            }
            return []
        default:
            return []
        }
    }

    private mutating func addFlattened(_ value: JSONValue) {
        if case .array(let elements) = value {
            for element in elements { addFlattened(element) }
        } else {
            values.append(value)
        }
    }

    private mutating func addLeaves(of value: JSONValue) {
        switch value {
        case .null: break
        case .boolean, .number, .string: values.append(value)
        case .array(let elements):
            for element in elements { addLeaves(of: element) }
        case .object(let members):
            for member in members { addLeaves(of: member.value) }
        }
    }
}

extension ReferenceOccurrence {
    /// Whether the field passes a test: `null` and `exists` ask the field, others any value of it.
    ///
    /// Other fields are looked up in the event, which in a block is the element.
    func satisfies(_ test: ValueTest, in event: JSONValue) -> Bool {
        switch test {
        case .exists(let expected):
            return isPresent == expected
        case .null:
            return !isPresent || values.contains(.null)
        case .field(let other, let relation, let caseSensitive):
            let others = ReferenceOccurrence(of: other, in: event).values
            return values.contains { value in
                others.contains { value.stands(relation, to: $0, caseSensitive: caseSensitive) }
            }
        default:
            return values.contains { $0.satisfies(test) }
        }
    }
}
