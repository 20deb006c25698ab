/// How an object that says what an event of a source says becomes such an event.
package struct EventTranslation: Sendable {
    /// Takes a text of the object apart.
    package struct Extraction: Sendable {
        package let field: FieldPath
        /// Tried in order; the named groups of the first that matches are kept.
        package let patterns: [RegularExpression]

        package init(field: FieldPath, patterns: [RegularExpression]) {
            self.field = field
            self.patterns = patterns
        }
    }

    /// Where a value comes from.
    package enum Source: Sendable, Equatable {
        /// The same text in every event.
        case constant(String)
        /// The value of the first of these fields that is there, as it is.
        case fields([FieldPath])
        /// A named group of the extractions: the first that is not empty.
        case group(String)
    }

    /// What becomes of a value.
    package struct Value: Sendable, Equatable {
        package var source: Source
        /// What stands for what, as JSON, `nil` for nothing; what is not listed stays as it is.
        package var table: [String: String?] = [:]
        /// What stands for an absent value, as JSON.
        package var absent: String?
        /// Whether the value becomes the only member of a list.
        package var isList = false

        package init(_ source: Source) {
            self.source = source
        }
    }

    /// A member of the event: a value, or an object of members.
    package indirect enum Node: Sendable, Equatable {
        case value(Value)
        case object([Member])
    }

    /// A key of the event and what stands there.
    package struct Member: Sendable, Equatable {
        package let key: String
        package var node: Node

        package init(key: String, node: Node) {
            self.key = key
            self.node = node
        }
    }

    /// Whether all other keys of the object are kept.
    package var keepsOthers = false
    package var extractions: [Extraction] = []
    /// The event, in the order in which it is written.
    package var members: [Member] = []

    package init() {}
}
