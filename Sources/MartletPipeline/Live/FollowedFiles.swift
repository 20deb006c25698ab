internal import Glibc
internal import MartletRules

/// The files that match patterns, each read as it grows, through rotations.
///
/// A file that is renamed is read to its end under its old name; one that is cut off begins anew; a
/// copy, or the packed form, of what was read is not read again. Looked at by asking, not by inotify,
/// which network and overlay file systems leave out.
final class FollowedFiles: LiveInput {
    /// How long after the last byte the end of a file is believed that has left its path: its writer
    /// may still have it open.
    private static let grace = Duration.seconds(5)
    /// For how long a packed file must have been left alone before it is read.
    private static let packingTime = 2
    /// How many files are open at a time; others that are at their ends rest.
    private static let openLimit = 128
    private static let searchInterval = Duration.milliseconds(100)
    /// How many chunks of one file are read before others have their turn.
    private static let turn = 16

    private var patterns: [String]
    private var start: FollowStart
    private let reader: GrowingFileReader
    private let notice: @Sendable (String) -> Void
    private let saved: [InputPosition]
    /// What the run writes; an output that is rotated goes on in another file.
    private var outputs: @Sendable () -> [FileIdentity] = { [] }
    /// The same, as it was in this search, if it was asked: numbers of files are used again.
    private var written: Set<FileIdentity>?

    /// In the order in which they were opened.
    private var open: [(identity: FileIdentity, file: FollowedFile)] = []
    /// Files that need not be open, and what they were when they were closed.
    private var resting: [FileIdentity: FileStamp] = [:]
    /// How far files were read that are not read any more, for copies of them to be known.
    private var closed: [InputPosition] = []
    private var nextSearch = ContinuousClock.Instant.now
    /// Patterns that files were looked for by: what matches later was not there before.
    private var searched: Set<String> = []
    /// Whether patterns have changed since the last search.
    private var leavesUnmatched = false
    private var turnsLeft = FollowedFiles.turn
    private var current = 0
    /// What the user was told, so that it is told once.
    private var told: Set<String> = []

    init(
        _ patterns: [String],
        from start: FollowStart,
        reader: GrowingFileReader,
        positions saved: [InputPosition],
        notice: @escaping @Sendable (String) -> Void
    ) {
        self.patterns = patterns
        self.start = start
        self.reader = reader
        self.saved = saved
        self.notice = notice
    }

    /// Follows files that match other patterns from now on.
    ///
    /// Those that match none any more are read to their ends, as these are then. What is known of a file
    /// stays known.
    func change(to patterns: [String], from start: FollowStart) {
        self.patterns = patterns
        self.start = start
        searched.formIntersection(patterns)
        nextSearch = .now
        leavesUnmatched = true
    }

    var patience: Int32? { 50 }

    func exclude(_ outputs: @escaping @Sendable () -> [FileIdentity]) {
        self.outputs = outputs
        let written = Set(outputs())
        for (identity, file) in open where written.contains(identity) {
            tell("\(file.name): not followed any more: this run writes to it")
            file.source.isFinal = true
        }
    }

    func next(pool: BufferPool) -> LiveProduction {
        if ContinuousClock.now >= nextSearch {
            search()
            nextSearch = .now + FollowedFiles.searchInterval
        }
        if turnsLeft == 0 { goOn() }
        for _ in open.indices {
            if current >= open.count { current = 0 }
            switch open[current].file.next(pool: pool) {
            case .chunk(let chunk):
                turnsLeft -= 1
                return .chunk(chunk)
            case .last(let chunk):
                close(at: current)
                return .chunk(chunk)
            case .idle: goOn()
            case .cancelled: return .cancelled
            }
        }
        return .idle
    }

    private func goOn() {
        current += 1
        turnsLeft = FollowedFiles.turn
    }

    // MARK: - Ends

    /// Lets go of a file that was read to its end.
    private func close(at index: Int) {
        let (identity, file) = open.remove(at: index)
        if let position = file.source.position { keep(position) }
        if file.source.wasTruncated {
            notice("\(file.name): it was cut off; reading it from its start")
            nextSearch = .now
        } else {
            resting[identity] = FileStamp(file.source.file)
        }
    }

    private func keep(_ position: InputPosition) {
        closed.append(position)
        if closed.count > InputPositions.limit { closed.removeFirst(closed.count / 2) }
    }

    /// Ends files that left their paths, once their writers have let go of them.
    private func endLeftFiles(found: Set<FileIdentity>) {
        for (identity, file) in open {
            guard !found.contains(identity) else {
                file.goneSince = nil
                continue
            }
            let since = file.goneSince ?? .now
            file.goneSince = since
            guard let idle = file.source.idleSince else { continue }
            if max(idle, since) + FollowedFiles.grace < .now { file.source.isFinal = true }
        }
    }

    /// Ends files that match no pattern any more, neither where they are nor where they were.
    private func leaveUnmatchedFiles(found: Set<FileIdentity>) {
        leavesUnmatched = false
        for (identity, file) in open where !found.contains(identity) {
            if !patterns.contains(where: { PathPattern.covers($0, file.name) }) {
                file.source.isFinal = true
            }
        }
    }

    /// Closes the file that has been at its end for the longest.
    private func rest() {
        let idle = open.indices.filter { index in
            let source = open[index].file.source
            return source.idleSince != nil && source.endsWithLine
        }
        guard
            let longest = idle.min(by: { first, second in
                let (first, second) = (open[first].file.source, open[second].file.source)
                return first.idleSince ?? .now < second.idleSince ?? .now
            })
        else { return }
        open[longest].file.source.isFinal = true
    }

    // MARK: - Search

    /// Whether the run writes a file, or wrote it before it was put aside.
    private func isOutput(_ identity: FileIdentity) -> Bool {
        let written = written ?? Set(outputs())
        self.written = written
        return written.contains(identity)
    }

    /// Looks for files that match, and opens those that are new.
    private func search() {
        written = nil
        var found: Set<FileIdentity> = []
        var foundPaths: Set<String> = []
        var fresh: [(path: String, identity: FileIdentity, stamp: FileStamp)] = []
        let matches = patterns.map { PathPattern.matches($0) }
        let expected = Set(
            zip(patterns, matches).filter { searched.contains($0.0) }.flatMap(\.1)
        )
        // In natural order.
        for path in NaturalOrder.sorted(Array(Set(matches.joined()))) {
            var status = stat()
            // SAFETY: `status` is a stat to be filled, alive for the call.
            guard unsafe stat(path, &status) == 0 else {
                if errno != ENOENT { tell("\(path): cannot open: \(errorText())") }
                continue
            }
            guard status.st_mode & S_IFMT == S_IFREG else {
                tell("\(path): not followed: it is not a regular file")
                continue
            }
            let identity = FileIdentity(status)
            foundPaths.insert(path)
            guard found.insert(identity).inserted else { continue }
            let isOpen = open.contains { $0.identity == identity }
            guard isOpen || resting[identity] != nil || !isOutput(identity) else {
                tell("\(path): not followed: this run writes to it")
                continue
            }
            let stamp = FileStamp(status)
            // Of an empty file nothing is known that it could be told by.
            guard status.st_size > 0, resting[identity] != stamp, !isOpen else { continue }
            // An output may have gone on in this file since it was asked.
            written = nil
            guard !isOutput(identity) else { continue }
            fresh.append((path, identity, stamp))
        }
        if leavesUnmatched { leaveUnmatchedFiles(found: found) }
        endLeftFiles(found: found)
        // Older ones first, as events happened.
        fresh.sort { $0.stamp < $1.stamp }
        for (path, identity, stamp) in fresh {
            let start = expected.contains(path) ? .beginning : start
            open(path, identity, stamp, from: start)
        }
        for identity in resting.keys where !found.contains(identity) { resting[identity] = nil }
        for (pattern, paths) in zip(patterns, matches) where foundPaths.isDisjoint(with: paths) {
            guard !searched.contains(pattern) else { continue }
            notice("\(pattern): no file is there yet; waiting for it")
        }
        searched.formUnion(patterns)
    }

    private func open(
        _ path: String,
        _ identity: FileIdentity,
        _ stamp: FileStamp,
        from start: FollowStart
    ) {
        if open.count >= FollowedFiles.openLimit {
            rest()
            // It comes when another has made room.
            return
        }
        do throws(PipelineError) {
            let file = try InputFile.open(.file(path))
            guard file.identity == identity, file.byteCount > 0 else { return }
            // Too little of it is there to tell what it is.
            guard let form = LeadingForm(of: file) else { return }
            if form.isPacked {
                if time(nil) - stamp.seconds < FollowedFiles.packingTime { return }
                if start == .end {
                    resting[identity] = stamp
                    return
                }
            }
            let known = open.compactMap(\.file.source.position)
            let positions = InputPositions(saved + closed + known)
            resting[identity] = nil
            open.append(
                (identity, reader.open(file, form, positions: positions, start: start))
            )
        } catch {
            tell(error.description)
        }
    }

    private func tell(_ text: String) {
        if told.insert(text).inserted { notice(text) }
    }

    private func errorText() -> String {
        // SAFETY: strerror returns a NUL-terminated string, copied before any other call.
        unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    }
}
