package import MartletEngine

/// What is known of the values of `new_value` correlations, for people to review and keep.
package struct Baseline: Sendable, Equatable {
    /// The values of one correlation.
    package struct Correlation: Sendable, Equatable {
        package var id: String?
        package var title: String
        /// The names of the fields that group, and of those whose values are known.
        package var groupBy: [String]
        package var fields: [String]
        /// In the order of their values.
        package var groups: [Group]

        package init(
            id: String?,
            title: String,
            groupBy: [String],
            fields: [String],
            groups: [Group] = []
        ) {
            self.id = id
            self.title = title
            self.groupBy = groupBy
            self.fields = fields
            self.groups = groups
        }

        /// What tells it from others, as in signals.
        package var name: String { id ?? title }
    }

    /// The values that a group knows.
    package struct Group: Sendable, Equatable {
        /// The values by which it is grouped.
        package var values: [FieldValue]
        /// In the order of the values.
        package var known: [KnownValue]

        package init(values: [FieldValue], known: [KnownValue]) {
            self.values = values
            self.known = known
        }
    }

    /// In the order of their names.
    package var correlations: [Correlation]

    package init(correlations: [Correlation] = []) {
        self.correlations = correlations
    }
}
