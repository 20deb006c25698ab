/// A key that knows its hash: a dictionary that grows need not read the texts of all keys again,
/// which have left the cache by then.
struct Hashed<Value: Hashable>: Hashable {
    private let value: Value
    private let hash: Int

    init(_ value: Value) {
        self.value = value
        self.hash = value.hashValue
    }

    static func == (left: Hashed, right: Hashed) -> Bool {
        left.hash == right.hash && left.value == right.value
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
