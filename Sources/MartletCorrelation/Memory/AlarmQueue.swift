/// The times at which groups have something to do, the earliest first.
///
/// A binary heap; each group knows its place in it (``Group/alarm``), 0 if it is not there.
struct AlarmQueue {
    struct Alarm {
        var time: Int64
        var group: UInt32
    }

    private var alarms: [Alarm] = [Alarm(time: .min, group: 0)]
    private var room = 0

    var count: Int { alarms.count - 1 }

    /// How much memory the alarms take, what the queue has in reserve for more included.
    var liveByteCount: Int {
        [Alarm].capacity(grownToHold: count) * MemoryLayout<Alarm>.stride
    }

    /// How much memory is taken, whether in use or not.
    var heldByteCount: Int { room * MemoryLayout<Alarm>.stride }

    /// The earliest time.
    var earliest: Int64? { alarms.count > 1 ? alarms[1].time : nil }

    /// Wakes a group at a time, if not earlier; `Int64.max` is never.
    mutating func set(_ group: UInt32, at time: Int64, in groups: inout Pool<Group>) {
        guard time < .max else { return }
        let position = Int(groups[group].alarm)
        if position == 0 {
            alarms.grow(toHold: alarms.count + 1, room: &room)
            alarms.append(Alarm(time: time, group: group))
            rise(from: alarms.count - 1, &groups)
        } else if alarms[position].time > time {
            alarms[position].time = time
            rise(from: position, &groups)
        }
    }

    /// Takes the group with the earliest alarm.
    mutating func popEarliest(in groups: inout Pool<Group>) -> UInt32 {
        let group = alarms[1].group
        remove(group, in: &groups)
        return group
    }

    /// Takes a group out, if it is there.
    mutating func remove(_ group: UInt32, in groups: inout Pool<Group>) {
        let position = Int(groups[group].alarm)
        guard position > 0 else { return }
        groups[group].alarm = 0
        let last = alarms.removeLast()
        guard position < alarms.count else { return }
        let time = alarms[position].time
        alarms[position] = last
        groups[last.group].alarm = UInt32(position)
        if last.time < time {
            rise(from: position, &groups)
        } else {
            sink(from: position, &groups)
        }
    }

    private mutating func rise(from start: Int, _ groups: inout Pool<Group>) {
        let alarm = alarms[start]
        var position = start
        while position > 1, alarms[position / 2].time > alarm.time {
            alarms[position] = alarms[position / 2]
            groups[alarms[position].group].alarm = UInt32(position)
            position /= 2
        }
        alarms[position] = alarm
        groups[alarm.group].alarm = UInt32(position)
    }

    private mutating func sink(from start: Int, _ groups: inout Pool<Group>) {
        let alarm = alarms[start]
        var position = start
        while position * 2 < alarms.count {
            var child = position * 2
            if child + 1 < alarms.count, alarms[child + 1].time < alarms[child].time { child += 1 }
            if alarms[child].time >= alarm.time { break }
            alarms[position] = alarms[child]
            groups[alarms[position].group].alarm = UInt32(position)
            position = child
        }
        alarms[position] = alarm
        groups[alarm.group].alarm = UInt32(position)
    }
}
