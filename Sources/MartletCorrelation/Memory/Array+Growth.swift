extension Array {
    /// Makes room for so many elements, and for a quarter more if there is none.
    ///
    /// Appending alone doubles what an array takes, and what is taken is limited.
    mutating func grow(toHold wanted: Int) {
        guard wanted > capacity else { return }
        reserveCapacity(wanted + wanted / 4)
    }
}
