/// The listeners of a server that are open, in the order in which they were asked for.
struct OpenListeners: Sendable {
    /// A listener, and what it was asked to be.
    private struct Row: Sendable {
        let asked: Listener
        let opened: Opened
    }

    private var rows: [Row] = []

    /// None.
    init() {}

    var all: [Opened] { rows.map(\.opened) }

    /// Opens what is wanted and not open, and closes what is open and not wanted.
    ///
    /// What is wanted in another way than it is open, on the same port, is closed before it is opened.
    ///
    /// - Parameters:
    ///   - wanted: what to listen on.
    ///   - openers: open them.
    ///   - closed: told of each listener that was closed, and whose connections are still open.
    ///   - report: told of a listener that was closed and cannot be opened any more.
    /// - Throws: if one cannot be opened; all are listened on as before then.
    mutating func change(
        to wanted: [Listener],
        by openers: Openers,
        closed: (Opened) -> Void,
        report: (ServerError) -> Void
    ) throws(ServerError) {
        var unwanted = rows
        var next: [Row?] = wanted.map { asked in
            guard let index = unwanted.firstIndex(where: { $0.asked == asked }) else { return nil }
            return unwanted.remove(at: index)
        }
        let missing = wanted.indices.filter { next[$0] == nil }
        let isObstacle = { (row: Row) in
            missing.contains { wanted[$0].isExcluded(by: row.opened) }
        }
        let obstacles = unwanted.filter(isObstacle)
        for row in obstacles {
            row.opened.close()
            closed(row.opened)
        }
        do throws(ServerError) {
            for index in missing {
                next[index] = Row(
                    asked: wanted[index],
                    opened: try openers.open(wanted[index])
                )
            }
        } catch {
            for index in missing { next[index]?.opened.close() }
            reopen(obstacles, by: openers, report: report)
            throw error
        }
        for row in unwanted where !isObstacle(row) {
            row.opened.close()
            closed(row.opened)
        }
        rows = next.compactMap { $0 }
    }

    /// Opens again what was closed to make room.
    private mutating func reopen(
        _ closed: [Row],
        by openers: Openers,
        report: (ServerError) -> Void
    ) {
        let kept: [Row?] = rows.map { row in
            guard closed.contains(where: { $0.asked == row.asked }) else { return row }
            do throws(ServerError) {
                return Row(asked: row.asked, opened: try openers.open(row.asked))
            } catch {
                report(error)
                return nil
            }
        }
        rows = kept.compactMap { $0 }
    }
}
