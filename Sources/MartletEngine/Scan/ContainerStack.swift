/// The open arrays and objects of a text: one bit a level, and what is known of each object.
///
/// The innermost container is held beside the stack, so that asking for it touches no memory.
struct ContainerStack: ~Copyable {
    /// Bit *n* of the words: whether the container around level *n* is an object.
    private var kinds = Buffer<UInt64>(repeating: 0, count: 16)
    private var objects = Buffer(repeating: KeyShapes.Object(), count: 64)
    private var objectCount = 0
    private var depth = 0
    /// Whether the innermost container is an object.
    private(set) var isInObject = false
    /// The innermost open object.
    var object = KeyShapes.Object()

    var isEmpty: Bool { depth == 0 }

    /// Forgets all levels, and the storage too if an extraordinary text made it large.
    mutating func removeAll() {
        if kinds.count > 1024 { kinds = Buffer(repeating: 0, count: 16) }
        if objects.count > 1 << 16 { objects = Buffer(repeating: KeyShapes.Object(), count: 64) }
        objectCount = 0
        depth = 0
        isInObject = false
        object = KeyShapes.Object()
    }

    @inline(__always)
    mutating func push(_ object: KeyShapes.Object) {
        pushKind()
        if objectCount == objects.count { objects.grow(to: objectCount &+ 1, repeating: object) }
        objects[objectCount] = self.object
        objectCount &+= 1
        isInObject = true
        self.object = object
    }

    @inline(__always)
    mutating func pushArray() {
        pushKind()
        isInObject = false
    }

    @inline(__always)
    mutating func pop() {
        if isInObject {
            objectCount &-= 1
            object = objects[objectCount]
        }
        depth &-= 1
        isInObject = (kinds[depth >> 6] &>> UInt64(truncatingIfNeeded: depth & 63)) & 1 != 0
    }

    @inline(__always)
    private mutating func pushKind() {
        let word = depth >> 6
        if word == kinds.count { kinds.grow(to: word &+ 1, repeating: 0) }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: depth & 63)
        kinds[word] = isInObject ? kinds[word] | bit : kinds[word] & ~bit
        depth &+= 1
    }
}
