/// What is done to rules between reading and compiling them, as pySigma's pipelines write it.
///
/// Several pipelines are one: their items in the order of their priorities, their variables together.
///
/// Source: pySigma, "Processing Pipelines".
package struct ProcessingPipeline: Sendable {
    /// Pipelines of lower priority come first; 0 unless a pipeline says otherwise.
    package var priority: Int
    /// What is done, in order.
    package var items: [ProcessingItem]
    /// The values that placeholders may stand for, by name.
    package var variables: [String: [String]]

    package init(
        priority: Int = 0,
        items: [ProcessingItem] = [],
        variables: [String: [String]] = [:]
    ) {
        self.priority = priority
        self.items = items
        self.variables = variables
    }

    /// Joins pipelines by priority; those of the same one stay in their order.
    ///
    /// Where two define a variable, the later one counts.
    package init(joining pipelines: [ProcessingPipeline]) {
        // The standard library's sort is stable, but does not promise it.
        let ordered = pipelines.enumerated()
            .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
            .map(\.element)
        self.init(items: ordered.flatMap(\.items))
        for pipeline in ordered {
            variables.merge(pipeline.variables) { _, later in later }
        }
    }
}
