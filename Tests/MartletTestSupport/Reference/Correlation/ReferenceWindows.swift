internal import MartletRules

/// Which matches of a group are looked at together, made anew for every question.
struct ReferenceWindows {
    /// A window that is decided as a whole.
    struct Closed {
        let matches: [ReferenceMatch]
        let closes: Int128
    }

    let window: Correlation.Window
    let timespan: Int128
    /// All matches of the group, in the order of evidence.
    let matches: [ReferenceMatch]

    init(_ correlation: Correlation, _ matches: [ReferenceMatch]) {
        self.window = correlation.window
        self.timespan = Int128(correlation.timespan)
        self.matches = matches
    }

    /// The different times of the matches.
    var instants: [Int64] { Set(matches.map(\.time)).sorted() }

    /// The window at an instant: what is in it up to then.
    func window(at instant: Int64) -> [ReferenceMatch] {
        let before = matches.filter { $0.time <= instant }
        let time = Int128(instant)
        switch window {
        case .sliding:
            return before.filter { Int128($0.time) >= time - timespan }
        case .tumbling:
            return before.filter { multiple(of: $0.time) == multiple(of: instant) }
        case .session:
            let start = starts.last { $0 <= instant } ?? instant
            return before.filter { $0.time >= start }
        }
    }

    /// The windows that are decided when they close; each match is in one of them.
    var closed: [Closed] {
        let starts =
            switch window {
            case .sliding, .session: self.starts
            case .tumbling:
                Dictionary(grouping: instants, by: multiple).values.map { $0[0] }.sorted()
            }
        return starts.indices.map { index in
            let isLast = index + 1 == starts.count
            let held = matches.filter {
                $0.time >= starts[index] && (isLast || $0.time < starts[index + 1])
            }
            return Closed(matches: held, closes: closing(of: held))
        }
    }

    /// The time behind which a window of these matches is decided.
    private func closing(of held: [ReferenceMatch]) -> Int128 {
        let first = Int128(held[0].time)
        switch window {
        case .sliding: return first + timespan
        case .tumbling: return (multiple(of: held[0].time) + 1) * timespan - 1
        case .session(let gap):
            return min(Int128(held[held.count - 1].time) + Int128(gap), first + timespan)
        }
    }

    /// The first times of sessions, or of the windows that follow each other.
    private var starts: [Int64] {
        var starts: [Int64] = []
        var previous: Int64?
        for instant in instants {
            guard let start = starts.last, let before = previous else {
                starts.append(instant)
                previous = instant
                continue
            }
            var isHeld = Int128(instant) - Int128(start) <= timespan
            if case .session(let gap) = window, Int128(instant) - Int128(before) > Int128(gap) {
                isHeld = false
            }
            if !isHeld { starts.append(instant) }
            previous = instant
        }
        return starts
    }

    /// Which multiple of the timespan since 1970 a time belongs to.
    private func multiple(of time: Int64) -> Int128 {
        let (quotient, remainder) = Int128(time).quotientAndRemainder(dividingBy: timespan)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
