import MartletServer

/// Pages that say their names; the process is well and not ready.
struct FakePages: OperationsPages {
    static let largeMetrics = String(repeating: "martlet_lines_total 1\n", count: 3_000)

    var metrics = "metrics\n"

    func page(_ name: OperationsPage.Name) -> OperationsPage {
        OperationsPage(
            isWell: name != .readyz,
            text: name == .metrics ? metrics : "\(name.rawValue)\n"
        )
    }
}
