internal import MartletEngine
internal import MartletRules

/// How firings become signals.
extension ShardState {
    /// Opens an episode or joins the open one, and tells the correlations that read the lane.
    ///
    /// What completes the firing is asked for only where it is needed.
    mutating func fire(
        _ firing: FiringOutcome,
        _ group: UInt32,
        _ lane: Lane,
        evidence: [UInt64]? = nil,
        completing: (ShardState) -> Completing
    ) {
        counts[Int(groups[group].lane)].firings += 1
        var opening = firing.time
        let joins = joins(firing.time, group, lane)
        let match = joins && lane.outline == nil ? nil : completing(self)
        if joins {
            join(firing, group, lane)
            opening = episodes[groups[group].episode].opening
        } else if let match {
            let places = lane.presentation.isSilent ? [] : evidence ?? self.evidence(of: group)
            open(firing, group, lane, places, match)
        }
        if let outline = lane.outline, let match {
            announce(firing.time, opened: opening, group, lane, outline, match)
        }
    }

    /// Whether a firing belongs to the open episode.
    private func joins(_ time: Int64, _ group: UInt32, _ lane: Lane) -> Bool {
        let number = groups[group].episode
        guard number != 0, !lane.isEveryFiringAlone else { return false }
        return isAlive(number, lane, at: time)
            && Timespan.isWithin(
                lane.episode.maximumDuration ?? .max,
                from: episodes[number].opening,
                to: time
            )
    }

    /// Whether no more than the episode's length could keep a firing from joining.
    private func isAlive(_ episode: UInt32, _ lane: Lane, at time: Int64) -> Bool {
        Timespan.isWithin(lane.episode.keepAlive, from: episodes[episode].latest, to: time)
    }

    private mutating func join(_ firing: FiringOutcome, _ group: UInt32, _ lane: Lane) {
        let number = groups[group].episode
        episodes[number].latest = firing.time
        episodes[number].last = max(episodes[number].last, firing.last)
        episodes[number].count = firing.seen - episodes[number].before
        episodes[number].pending = nil
        episodes[number].hasChanged = true
        if let held = lane.presentation.valueCase(of: firing.value) {
            episodes[number].valueCase = min(episodes[number].valueCase ?? held, held)
        }
        episodes[number].hasNews = true
    }

    private mutating func open(
        _ firing: FiringOutcome,
        _ group: UInt32,
        _ lane: Lane,
        _ evidence: [UInt64],
        _ completing: Completing
    ) {
        var episode = OpenEpisode(
            opening: firing.time,
            latest: firing.time,
            first: firing.first,
            last: firing.last,
            before: firing.before,
            count: 0,
            value: firing.value,
            valueCase: lane.presentation.valueCase(of: firing.value),
            newValues: firing.newValues,
            evidence: evidence,
            completing: completing
        )
        let earlier = groups[group].episode
        if earlier != 0, isAlive(earlier, lane, at: firing.time) {
            // A cut: what the episode before holds is not told again.
            if episodes[earlier].last >= firing.first {
                episode.before = episodes[earlier].before + episodes[earlier].count
                episode.first = episodes[earlier].pending ?? firing.last
            }
        }
        episode.count = firing.seen - episode.before
        closeEpisode(of: group)
        counts[Int(groups[group].lane)].signals += 1
        if lane.isEveryFiringAlone {
            if !lane.presentation.isSilent { give(episode, group, lane, isOpen: false) }
            return
        }
        hold(episode, group, lane)
    }

    private mutating func hold(_ episode: OpenEpisode, _ group: UInt32, _ lane: Lane) {
        var episode = episode
        if options.isStreaming, !lane.presentation.isSilent {
            give(episode, group, lane, isOpen: true)
            episode.isGiven = true
        }
        looseByteCount += episode.byteCount
        groups[group].episode = episodes.insert(episode)
        alarms.set(
            group,
            at: Timespan.later(episode.latest, by: lane.episode.keepAlive),
            in: &groups
        )
    }

    /// Notes the first match behind the latest firing, with which an episode begins after a cut.
    mutating func notePending(_ group: UInt32, _ lane: Lane) {
        let number = groups[group].episode
        guard number != 0, episodes[number].pending == nil else { return }
        episodes[number].pending = now
    }

    /// Ends the open episode, if there is one.
    mutating func closeEpisode(of group: UInt32) {
        let number = groups[group].episode
        guard number != 0 else { return }
        groups[group].episode = 0
        let episode = episodes.remove(number)
        looseByteCount -= episode.byteCount
        let lane = lanes[Int(groups[group].lane)]
        guard !lane.presentation.isSilent, !episode.isGiven || episode.hasChanged else { return }
        give(episode, group, lane, isOpen: false)
    }

    /// Tells how far the open episode has come, unless that was told.
    mutating func tellEpisode(of group: UInt32) {
        let number = groups[group].episode
        let lane = lanes[Int(groups[group].lane)]
        guard number != 0, !lane.presentation.isSilent,
            !episodes[number].isGiven || episodes[number].hasNews
        else { return }
        give(episodes[number], group, lane, isOpen: true)
        episodes[number].isGiven = true
        episodes[number].hasNews = false
    }

    /// Makes a signal of an episode.
    private mutating func give(
        _ episode: OpenEpisode,
        _ group: UInt32,
        _ lane: Lane,
        isOpen: Bool
    ) {
        let encoder = CorrelationEncoder(
            lane: lane,
            group: groupValues(of: group),
            episode: episode,
            inputNames: inputNames,
            state: options.tellsState ? (isOpen ? "open" : "closed") : nil
        )
        signals.append(encoder.signal())
    }

    /// Makes a firing a match of the correlations that read it.
    private mutating func announce(
        _ time: Int64,
        opened opening: Int64,
        _ group: UInt32,
        _ lane: Lane,
        _ outline: [Lane.Source],
        _ completing: Completing
    ) {
        let values = groupValues(of: group)
        let key = Int(groups[group].key)
        var hash = Mixing.mix(UInt64(bitPattern: opening), UInt64(lane.ordinal))
        for word in heap.copy(from: key, count: GroupKey.wordCount(heap[key])) {
            hash = Mixing.mix(hash, word)
        }
        let match = MatchRecord(
            time: time,
            rule: lane.ordinal,
            key: hash,
            content: completing.content,
            place: completing.place,
            values: PackedValues(
                outline.map { source in
                    switch source {
                    case .group(let index): values[index].kind == .missing ? [] : [values[index]]
                    case .carried(let index): completing.values[index]
                    }
                }
            )
        )
        firings.append(Firing(match: match, group: values))
    }

    // MARK: - Quiet rules

    /// Lets the first match of a quiet rule at an instant open an episode, or join the open one.
    mutating func beginQuiet(_ group: UInt32, _ lane: Lane, _ match: Int) {
        guard !joins(now, group, lane) else { return }
        closeEpisode(of: group)
        // Keys make matches one within an episode only.
        clearWindow(of: group)
        counts[Int(groups[group].lane)].signals += 1
        var episode = OpenEpisode(
            opening: now,
            latest: now,
            first: now,
            last: now,
            before: groups[group].seen,
            count: 1,
            completing: Completing()
        )
        episode.signal = matches[match].signal
        episode.signalSplit = matches[match].signalSplit
        episode.completing.place = matches[match].place
        hold(episode, group, lane)
    }

    /// Counts the matches of an instant.
    mutating func settleQuiet(_ group: UInt32) {
        let number = groups[group].episode
        counts[Int(groups[group].lane)].firings += 1
        guard number != 0 else { return }
        let count = groups[group].seen - episodes[number].before
        let hasChanged = now != episodes[number].opening || count != 1
        if now != episodes[number].last || count != episodes[number].count {
            episodes[number].hasNews = true
        }
        episodes[number].latest = now
        episodes[number].last = now
        episodes[number].count = count
        episodes[number].hasChanged = hasChanged
    }
}
