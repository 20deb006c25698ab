/// A relation to a value that a pipeline writes.
package struct ScalarComparison: Sendable {
    /// The relations by pySigma's names.
    package enum Relation: String, Sendable, CaseIterable {
        case equal = "eq"
        case unequal = "ne"
        case greaterOrEqual = "gte"
        case greater = "gt"
        case lessOrEqual = "lte"
        case less = "lt"

        /// Whether the relation holds between two values.
        package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .greaterOrEqual: left >= right
            case .greater: left > right
            case .lessOrEqual: left <= right
            case .less: left < right
            }
        }
    }

    package let relation: Relation
    package let value: YAMLScalar

    /// Whether another value stands in the relation to this one.
    ///
    /// Numbers compare as numbers and texts by their scalars; values of two types are unequal, and in
    /// no order.
    package func holds(_ other: YAMLScalar) -> Bool {
        switch (other.value, value.value) {
        case (.number(let left), .number(let right)):
            if let left = left.integer, let right = right.integer {
                return relation.holds(left, right)
            }
            return relation.holds(left.double, right.double)
        case (.text, .text):
            return relation.holds(TextKey(other.text), TextKey(value.text))
        case (.boolean(let left), .boolean(let right)):
            return relation.holds(left ? 1 : 0, right ? 1 : 0)
        case (.null, .null):
            return relation.holds(0, 0)
        default:
            return relation == .unequal
        }
    }

    /// A text that compares by its UTF-8 bytes, which is the order of its scalars.
    private struct TextKey: Comparable {
        let text: String

        init(_ text: String) {
            self.text = text
        }

        static func == (left: TextKey, right: TextKey) -> Bool {
            left.text.utf8.elementsEqual(right.text.utf8)
        }

        static func < (left: TextKey, right: TextKey) -> Bool {
            left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }
    }
}
