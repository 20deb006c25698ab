internal import MartletEngine
internal import MartletPipeline
internal import MartletPolicy

/// Reads logs and decides on their events with a policy.
struct SimulatedLog {
    private(set) var outcome = PolicySimulation.Outcome()
    private var errors: [PipelineError] = []
    /// Lines that are no events, or too long to be read.
    private(set) var malformedCount = 0

    /// Reads all of them, in order.
    ///
    /// - Parameters:
    ///   - policy: the policy.
    ///   - arguments: files, folders, or `-`.
    ///   - engine: rules whose matches are looked at.
    init(_ policy: AuditPolicy, inputs arguments: [String], engine: Engine? = nil) {
        let (inputs, failures) = InputFiles.expand(arguments)
        errors = failures
        var simulation = PolicySimulation(policy, engine: engine)
        var reading = EventReading()
        if let engine { reading.logSources = engine.logSources }
        var envelopes = EventUnwrapping(reading: reading)
        for input in inputs {
            do throws(PipelineError) {
                malformedCount += try EventReader(input).forEachText { text in
                    guard text.bytes.contains(where: { $0 > 0x20 }) else { return }
                    guard let events = envelopes.events(in: text.bytes) else {
                        malformedCount += 1
                        return
                    }
                    for event in events { simulation.add(event) }
                }
            } catch {
                errors.append(error)
            }
        }
        outcome = simulation.outcome
    }

    /// Tells what went wrong on standard error.
    ///
    /// - Returns: whether an input could not be read.
    func report() -> Bool {
        for error in errors { StandardError.report(error.description) }
        if malformedCount > 0 {
            let count = ReadableNumber.counted(malformedCount, "line")
            StandardError.print("\(count) could not be read as events")
        }
        return !errors.isEmpty
    }
}
