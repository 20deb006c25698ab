package import MartletRules

/// Why a rule matches an event, or why not: all of its parts with their verdicts.
///
/// Nothing is left out because the answer is known without it.
package struct Explanation: Sendable {
    package let rule: Rule
    /// Whether the rule matches; a scan gives a signal then, unless it is hidden.
    package let isMatch: Bool
    /// Whether it does not although the detection holds, because the event is of a log source that
    /// the rule is not for.
    package let isForOtherLogs: Bool
    package let detection: DetectionExplanation
    /// The rule's filters and their verdicts, in the order in which they are asked.
    package let filters: [FilterExplanation]
    /// Whether the event's values could be read; verdicts are right in any case.
    package let showsValues: Bool

    /// Whether the rule matches, and a filter hides it: a scan gives no signal.
    package var isHidden: Bool { isMatch && filters.contains { !$0.detection.holds } }
}

/// A filter over a rule and its verdict on the event: what does not hold hides the rule's match.
package struct FilterExplanation: Sendable {
    package let filter: Filter
    package let detection: DetectionExplanation
}

/// The verdicts on a detection: that of a rule, or the body of a block on one element.
package struct DetectionExplanation: Sendable {
    /// Any of them makes the detection hold.
    package let conditions: [ConditionExplanation]
    package let selections: [SelectionExplanation]

    package var holds: Bool { conditions.contains(where: \.holds) }
}

/// A named selection and its verdict.
package struct SelectionExplanation: Sendable {
    package let name: String
    package let search: SearchExplanation
}

/// A condition, or a part of one, and its verdict.
package struct ConditionExplanation: Sendable {
    /// What it is made of.
    package indirect enum Form: Sendable {
        /// The selection with this index.
        case selection(Int)
        case and([ConditionExplanation])
        case or([ConditionExplanation])
        case not(ConditionExplanation)
        /// At least `count` of the selections with these indices.
        case atLeast(count: Int, of: [Int])
    }

    package let holds: Bool
    package let form: Form

    /// A condition with the verdict that the engine gave; that of its parts follows from those of
    /// the selections.
    init(_ condition: Condition, holds: Bool, selections: [Bool]) {
        func part(_ condition: Condition) -> ConditionExplanation {
            ConditionExplanation(
                condition,
                holds: condition.holds(selections),
                selections: selections
            )
        }
        self.holds = holds
        form =
            switch condition {
            case .selection(let index): .selection(index)
            case .and(let members): .and(members.map(part))
            case .or(let members): .or(members.map(part))
            case .not(let member): .not(part(member))
            case .atLeast(let count, let indices): .atLeast(count: count, of: indices)
            }
    }
}

extension Condition {
    fileprivate func holds(_ selections: [Bool]) -> Bool {
        switch self {
        case .selection(let index): selections[index]
        case .and(let members): members.allSatisfy { $0.holds(selections) }
        case .or(let members): members.contains { $0.holds(selections) }
        case .not(let member): !member.holds(selections)
        case .atLeast(let count, let indices): indices.count { selections[$0] } >= count
        }
    }
}

/// A part of a selection and its verdict.
package indirect enum SearchExplanation: Sendable {
    case all(holds: Bool, [SearchExplanation])
    case any(holds: Bool, [SearchExplanation])
    case elements(BlockExplanation)
    case item(ItemExplanation)

    package var holds: Bool {
        switch self {
        case .all(let holds, _), .any(let holds, _): holds
        case .elements(let block): block.holds
        case .item(let item): item.holds
        }
    }
}

/// A block over elements, its verdict, and the elements that decide it.
package struct BlockExplanation: Sendable {
    /// An element and what the block's body makes of it.
    package struct Element: Sendable {
        /// Where it stands.
        package let path: String
        package let kind: EventTree.Kind
        package let detection: DetectionExplanation
    }

    package let block: ElementBlock
    package let holds: Bool
    /// How many elements there are, and how many were looked at and satisfy the body.
    package let elementCount: Int
    package let satisfyingCount: Int
    /// The most telling ones: those that decide, else the nearest.
    package let elements: [Element]
    /// Why there is none.
    package let reason: Reason?
}

/// An item, its verdict, and what the event has of its field.
package struct ItemExplanation: Sendable {
    /// A value of the rule and its verdict.
    package struct Value: Sendable {
        package let value: ItemValue
        /// Whether the event has it, whatever `neq` makes of that.
        package let holds: Bool
        /// Why not.
        package let reason: Reason?
        /// For a reference to another field, what the event has of that.
        package let other: FieldValues?
    }

    package let item: DetectionItem
    package let holds: Bool
    package let values: [Value]
    /// What the event has of the field; for keywords, the values in which one was found.
    package let found: FieldValues
    /// Why the item does not hold, where that concerns all of its values.
    package let reason: Reason?
}

/// What an event has of a field.
package struct FieldValues: Sendable {
    /// One value.
    package struct Value: Sendable {
        /// Where it stands.
        package let path: String
        package let kind: EventTree.Kind
        /// The text, or the JSON text of all but strings, cut behind ``FieldValues/textLimit``.
        package let text: String
        package let isCut: Bool
        /// Whether it may be secret; the text then does not show it.
        package let isRedacted: Bool
        /// Whether it is what the item wants, where that was asked.
        package let isWanted: Bool?
    }

    /// At most this many values are shown, and this many Unicode scalars of each.
    static let valueLimit = 16
    static let textLimit = 400

    package let isPresent: Bool
    /// How many values there are.
    package let count: Int
    /// The first of them, wanted ones in front.
    package let values: [Value]
}

/// Why a value, or an item, does not hold.
package enum Reason: Sendable, Equatable {
    /// The field is not there.
    case absent(Absence)
    /// It is an array without members.
    case emptyArray
    /// Its only values are of this kind, which has no text.
    case noText(EventTree.Kind)
    /// It would hold if case did not count.
    case caseDiffers
    /// The text is there, but not as the whole value, or not where the operator wants it.
    case elsewhereInText
    /// The texts differ from this Unicode scalar on, counted from 0.
    case differsAt(Int)
    /// The value is of another kind: wanted is the first, found the second.
    case otherKind(EventTree.Kind, EventTree.Kind)
    /// The text is no number.
    case notANumber
    /// The text is no IP address.
    case notAnAddress
    /// The address lies outside of the block.
    case outsideBlock
    /// The value says no time.
    case notATime
    /// The part of the time that is asked for is this number.
    case otherTime(TimePart, Int)
    /// The field is there, or has values other than `null`.
    case present
    /// The other field is not there.
    case otherAbsent(Absence)
    /// The item is negated, and what it excludes is there.
    case excluded
    /// None of so many values of the event holds the keyword.
    case inNoValue(Int)
    /// No more is to say than that it differs.
    case differs
}
