import MartletEngine

extension [UInt8] {
    /// Lends the bytes as a text.
    ///
    /// What lies behind it would change the meaning of a text that is read too far.
    func withByteView<Result>(_ body: (ByteView) -> Result) -> Result {
        let padding = [UInt8](repeating: UInt8(ascii: "}"), count: ByteView.paddingByteCount)
        let memory = Constants(self + padding)
        return withExtendedLifetime(memory) { body(memory.view.bytes(from: 0, count: count)) }
    }
}
