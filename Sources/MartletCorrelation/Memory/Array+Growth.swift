extension Array {
    /// Makes room for so many elements, and for an eighth more if there is none.
    ///
    /// Appending alone doubles what an array takes, and what is taken is limited.
    ///
    /// - Parameters:
    ///   - wanted: how many elements there will be.
    ///   - room: for how many there is room: 0 before the first call. The array's own capacity
    ///     depends on what else the allocator does, and what is forgotten must not.
    package mutating func grow(toHold wanted: Int, room: inout Int) {
        guard wanted > room else { return }
        room = Self.capacity(grownToHold: wanted)
        reserveCapacity(room)
    }

    /// How many elements an array has room for at most that ever held so many, if it grew by
    /// ``grow(toHold:)``.
    package static func capacity(grownToHold count: Int) -> Int { count + count / 8 }
}
