extension Hasher {
    /// Adds the bytes of a text at once: one by one, as arrays do it, takes ten times as long.
    package mutating func combine(text: [UInt8]) {
        combine(text.count)
        // SAFETY: the bytes are only read, and only during the call.
        unsafe text.withUnsafeBytes { unsafe combine(bytes: $0) }
    }
}
