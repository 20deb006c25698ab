import MartletEngine
import MartletRules

extension OpeningProbe {
    /// The opening of Kubernetes audit events.
    static var shipped: OpeningProbe {
        OpeningProbe(LogSourceDefinition.shipped.first?.opening)
    }
}
