/// Unpacks the members or frames of one format; ``UnpackedSource`` feeds it.
protocol Decompressor: AnyObject {
    /// Whether a member or frame has begun and not ended.
    var isUnfinished: Bool { get }

    /// Unpacks what input there is into the rest of a buffer that has room.
    ///
    /// Without input it hands over what it still holds.
    ///
    /// - Returns: the number of bytes made, and what is wrong with the data behind them; after that
    ///   it is not called again.
    func unpack(
        _ packed: PackedInput,
        into buffer: UnsafeMutableRawBufferPointer,
        from start: Int
    ) -> (byteCount: Int, failure: UnpackFailure?)
}
