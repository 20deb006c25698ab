internal import MartletEngine

/// What a run goes on with.
struct RunChange: Sendable {
    let setup: RunSetup
    let engine: Engine
}
