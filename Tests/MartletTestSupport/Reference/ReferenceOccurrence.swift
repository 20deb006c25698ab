package import MartletRules

/// What an event holds of one field: whether it is there, and which values it has.
///
/// **Look-up.** At each object the remaining segments, joined with dots, are tried as one literal
/// key; then all but the last, and so on down to the first segment alone. The first of these keys
/// that is present *and under which the rest of the path resolves* wins; a key that leads nowhere
/// is passed over for a shorter one. At the path's end any kind of value resolves, `null` and
/// empty containers included.
///
/// **Arrays.** An array in the middle of a path stands for its members, and so do arrays in it:
/// the path is resolved in each member on its own and the results are joined; members that are not
/// objects resolve to nothing. An array at the end of a path makes the field present and
/// contributes its members, nested arrays flattened. An empty array is therefore present and has
/// no value, not even `null`; an empty array in the middle of a path leaves the field absent.
///
/// **Keywords.** Without a field the values are all scalar leaves of the event at any depth except
/// `null`; keys are not searched.
package struct ReferenceOccurrence {
    /// Whether the path resolved at least once.
    package private(set) var isPresent = false
    /// The values, `null` and objects included, arrays replaced by their members.
    package private(set) var values: [JSONValue] = []

    /// Looks a field, or with `nil` every scalar leaf, up in an event.
    package init(of field: FieldPath?, in event: JSONValue) {
        if let field {
            self = ReferenceOccurrence.resolve(field.segments[...], in: event)
        } else {
            addLeaves(of: event)
        }
    }

    private init() {}

    private static func resolve(
        _ segments: ArraySlice<[UInt8]>,
        in value: JSONValue
    ) -> ReferenceOccurrence {
        var result = ReferenceOccurrence()
        switch value {
        case .array(let elements):
            for element in elements { result.join(resolve(segments, in: element)) }
        case .object(let members):
            for length in stride(from: segments.count, through: 1, by: -1) {
                let key = Array(segments.prefix(length).joined(separator: [UInt8(ascii: ".")]))
                guard let member = members.first(where: { $0.key == key }) else { continue }
                let rest = segments.dropFirst(length)
                let found = rest.isEmpty ? end(at: member.value) : resolve(rest, in: member.value)
                if found.isPresent { return found }
            }
        default: break
        }
        return result
    }

    private static func end(at value: JSONValue) -> ReferenceOccurrence {
        var result = ReferenceOccurrence()
        result.isPresent = true
        result.addFlattened(value)
        return result
    }

    private mutating func join(_ other: ReferenceOccurrence) {
        isPresent = isPresent || other.isPresent
        values += other.values
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
    package func satisfies(_ test: ValueTest) -> Bool {
        switch test {
        case .exists(let expected): isPresent == expected
        case .null: !isPresent || values.contains(.null)
        default: values.contains { $0.satisfies(test) }
        }
    }
}
