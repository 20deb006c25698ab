/// A comparison with what an earlier step noted by `set_state`.
package struct ProcessingStateCondition: Sendable {
    package let key: String
    package let comparison: ScalarComparison
}
