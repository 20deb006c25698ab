extension DiagnosticLog {
    /// Reports at a place in a rule that a step of a pipeline does not let the rule pass.
    mutating func refuse(
        _ message: String,
        at location: SourceLocation,
        by step: ProcessingItem,
        code: DiagnosticCode = .refusedByPipeline
    ) {
        // An item that a step added stands in the pipeline's file.
        let offset = location.file == file.path ? file.offset(of: location) : 0
        error(
            code,
            message,
            at: offset..<offset + 1,
            help: "see the step of the pipeline at \(step.location)"
        )
    }
}
