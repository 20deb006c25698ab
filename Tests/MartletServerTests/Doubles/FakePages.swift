import MartletServer

/// Pages that say their names; the process is well and not ready.
struct FakePages: OperationsPages {
    func page(_ name: OperationsPage.Name) -> OperationsPage {
        OperationsPage(isWell: name != .readyz, text: "\(name.rawValue)\n")
    }
}
