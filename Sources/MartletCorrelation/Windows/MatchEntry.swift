/// A match in the window of a group.
struct MatchEntry {
    var time: Int64 = 0
    var key: UInt64 = 0
    /// The next match of the group.
    var next: UInt32 = 0
    /// The next match with the same key.
    var nextOfKey: UInt32 = 0
    /// The block with the match's numbers.
    var numbers: UInt32 = 0
    /// The group, and two flags in the lowest bits: an entry has 32 bytes.
    private var packed: UInt32 = 0

    init() {}

    init(time: Int64, key: UInt64, group: UInt32) {
        self.time = time
        self.key = key
        precondition(group < 1 << 30, "more groups than can be addressed")
        packed = group << 2
    }

    var group: UInt32 { packed >> 2 }

    /// Whether no earlier match in its window had its key.
    var isCounted: Bool {
        get { packed & 1 != 0 }
        set { packed = packed & ~1 | (newValue ? 1 : 0) }
    }

    /// Whether it is the first in the window with its key, so that its numbers count.
    var leads: Bool {
        get { packed & 2 != 0 }
        set { packed = packed & ~2 | (newValue ? 2 : 0) }
    }
}
