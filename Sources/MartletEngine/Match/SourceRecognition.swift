/// Which log sources recognise an event: their programs, and what they said of the last one.
struct SourceRecognition {
    /// For each source, the program that recognises its events.
    let programs: [CompiledRules.Program]
    let instructions: Constants<RuleProgram.Instruction>.View
    /// The source of events that begin as those of a source do.
    let typed: UInt64
    /// The sources that recognise an object, a bit each, and the number of that object.
    fileprivate var sources: UInt64 = 0
    fileprivate var object: UInt64 = 0

    init(_ rules: CompiledRules) {
        programs = rules.sources.recognitions.map {
            rules.programs.view[rules.sources.firstProgram + $0]
        }
        instructions = rules.instructions.view
        typed = 1 << UInt64(rules.sources.typed)
    }
}

extension FieldEvaluator {
    /// The sources that recognise the event, a bit each; `nil` on failure.
    mutating func recognizedSources(in scanner: inout Scanner) -> UInt64? {
        guard let recognition else { return 0 }
        if scanner.isTyped(at: Int(whole.offset)) { return recognition.typed }
        return recognition.object == object ? recognition.sources : recognize(in: &scanner)
    }

    private mutating func recognize(in scanner: inout Scanner) -> UInt64? {
        guard let recognition else { return 0 }
        var sources: UInt64 = 0
        var source: UInt64 = 1
        for program in recognition.programs {
            guard let holds = run(program, recognition.instructions, in: &scanner) else {
                return nil
            }
            if holds { sources |= source }
            source &<<= 1
        }
        self.recognition?.sources = sources
        self.recognition?.object = object
        return sources
    }
}
