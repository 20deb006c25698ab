/// What a rule looks for: named selections and the conditions over them.
package struct Detection: Sendable {
    /// The selections in the order of the file; conditions name them by index.
    package var selections: [Selection]
    /// The conditions; the rule matches if any holds, and the first that does is reported.
    package var conditions: [Condition]

    package init(selections: [Selection], conditions: [Condition]) {
        self.selections = selections
        self.conditions = conditions
    }
}
