/// Finds the numbers of things by a hash of 32 bits; whoever asks compares the things themselves.
///
/// Open addressing with linear probing. A cell holds the hash and the number, so that a look at the
/// things is seldom in vain, and removal moves later cells up: nothing is ever marked as deleted.
package struct HashIndex {
    private var cells: [UInt64] = Array(repeating: 0, count: 16)
    package private(set) var count = 0

    package init() {}

    /// How much memory things take, what the table has in reserve for more included: it grows by a
    /// quarter when seven eighths are full, so that each has less than 12 bytes.
    var liveByteCount: Int { count * 12 }

    /// How much memory is taken, whether in use or not.
    var heldByteCount: Int { cells.count * MemoryLayout<UInt64>.stride }

    /// Where to begin a search: as far in the table as the hash is among all hashes.
    @inline(__always)
    package func start(_ hash: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(hash) &* UInt64(truncatingIfNeeded: cells.count)) >> 32)
    }

    /// The next number with a hash at or behind a position, which moves behind it.
    @inline(__always)
    package func next(_ hash: UInt32, from position: inout Int) -> UInt32? {
        while true {
            let cell = cells[position]
            if cell == 0 { return nil }
            position = behind(position)
            if UInt32(truncatingIfNeeded: cell >> 32) == hash {
                return UInt32(truncatingIfNeeded: cell)
            }
        }
    }

    /// Adds a number that is not there.
    package mutating func insert(_ number: UInt32, _ hash: UInt32) {
        if count &* 8 >= cells.count &* 7 { grow() }
        count += 1
        place(UInt64(hash) << 32 | UInt64(number))
    }

    /// Removes a number that is there.
    package mutating func remove(_ number: UInt32, _ hash: UInt32) {
        guard var hole = position(of: number, hash) else { return }
        count -= 1
        var next = behind(hole)
        while cells[next] != 0 {
            let home = start(UInt32(truncatingIfNeeded: cells[next] >> 32))
            // A cell may move into the hole unless its home lies behind it.
            if distance(from: home, to: next) >= distance(from: hole, to: next) {
                cells[hole] = cells[next]
                hole = next
            }
            next = behind(next)
        }
        cells[hole] = 0
    }

    /// Puts another number in the place of one that is there.
    package mutating func replace(_ number: UInt32, _ hash: UInt32, with other: UInt32) {
        guard let position = position(of: number, hash) else { return }
        cells[position] = UInt64(hash) << 32 | UInt64(other)
    }

    private func position(of number: UInt32, _ hash: UInt32) -> Int? {
        let wanted = UInt64(hash) << 32 | UInt64(number)
        var position = start(hash)
        while cells[position] != wanted {
            if cells[position] == 0 { return nil }
            position = behind(position)
        }
        return position
    }

    /// The cell that is looked at next.
    @inline(__always)
    private func behind(_ position: Int) -> Int {
        position &+ 1 == cells.count ? 0 : position &+ 1
    }

    private func distance(from start: Int, to end: Int) -> Int {
        end >= start ? end - start : end - start + cells.count
    }

    private mutating func place(_ cell: UInt64) {
        var position = start(UInt32(truncatingIfNeeded: cell >> 32))
        while cells[position] != 0 { position = behind(position) }
        cells[position] = cell
    }

    private mutating func grow() {
        let old = cells
        cells = Array(repeating: 0, count: old.count + old.count / 4)
        for cell in old where cell != 0 { place(cell) }
    }
}
