internal import MartletPipeline

extension MetricsText {
    /// Adds what outputs have done.
    mutating func add(_ outputs: [RunOutput]) {
        let counts = outputs.compactMap { output in
            output.counters.map { (name: output.name, counts: $0.counts) }
        }
        guard !counts.isEmpty else { return }
        func rows(
            _ value: (OutputCounters.Counts) -> Int
        ) -> [(labels: [(name: String, value: String)], value: Int)] {
            counts.map { ([("output", $0.name)], value($0.counts)) }
        }
        add(
            "martlet_output_delivered_total",
            .counter,
            "Signals that were taken by whom they are for.",
            rows(\.delivered)
        )
        add(
            "martlet_output_failures_total",
            .counter,
            "Tries to deliver that failed or were refused.",
            rows(\.failures)
        )
        add(
            "martlet_output_dead_letters_total",
            .counter,
            "Signals that were set aside in a dead-letter file.",
            rows(\.setAside)
        )
        add(
            "martlet_output_dropped_total",
            .counter,
            "Signals that were neither delivered nor set aside.",
            rows(\.dropped)
        )
        add(
            "martlet_output_waiting",
            .gauge,
            "Signals that wait to be delivered.",
            rows(\.waiting)
        )
        add(
            "martlet_output_queue_bytes",
            .gauge,
            "Bytes that signals take which wait to be delivered.",
            rows(\.heldByteCount)
        )
    }
}
