/// What a server tells those who operate it, over HTTP.
///
/// Called on event loops: it never blocks.
package protocol OperationsPages: Sendable {
    /// The page as it is now.
    func page(_ name: OperationsPage.Name) -> OperationsPage
}

/// One answer for probes, or for what collects metrics.
package struct OperationsPage: Sendable {
    /// The pages there are; the raw value is the last part of the path.
    package enum Name: String, Sendable, CaseIterable {
        /// Whether the process works: if not, it is to be started anew.
        case healthz
        /// Whether it takes events now: if not, clients are to be led elsewhere.
        case readyz
        /// Counts, as Prometheus reads them.
        case metrics
        /// How the run goes, as JSON.
        case status
    }

    /// Whether to answer 200, or else 503.
    package let isWell: Bool
    package let contentType: String
    package let text: String

    /// A page of text.
    package init(
        isWell: Bool = true,
        contentType: String = "text/plain; charset=utf-8",
        text: String
    ) {
        self.isWell = isWell
        self.contentType = contentType
        self.text = text
    }
}
