/// The open arrays and objects of a text: one bit a level, and a number for each object.
///
/// The innermost container is held beside the stack, so that asking for it touches no memory.
struct ContainerStack {
    /// Bit *n* of the words: whether the container around level *n* is an object.
    private var kinds: [UInt64] = [0]
    private var objects: [UInt32] = []
    private var depth = 0
    /// Whether the innermost container is an object.
    private(set) var isInObject = false
    /// The number of the innermost open object.
    private(set) var object: UInt32 = 0

    var isEmpty: Bool { depth == 0 }

    /// Forgets all levels, and the storage too if an extraordinary text made it large.
    mutating func removeAll() {
        if kinds.count > 1024 { kinds = [0] }
        if objects.capacity > 1 << 16 { objects = [] }
        objects.removeAll(keepingCapacity: true)
        depth = 0
        isInObject = false
        object = 0
    }

    @inline(__always)
    mutating func push(object number: UInt32) {
        pushKind()
        objects.append(object)
        isInObject = true
        object = number
    }

    @inline(__always)
    mutating func pushArray() {
        pushKind()
        isInObject = false
    }

    @inline(__always)
    mutating func pop() {
        if isInObject { object = objects.removeLast() }
        depth &-= 1
        isInObject = (kinds[depth >> 6] >> UInt64(depth & 63)) & 1 != 0
    }

    @inline(__always)
    private mutating func pushKind() {
        let word = depth >> 6
        if word == kinds.count { kinds.append(0) }
        let bit = UInt64(1) << UInt64(depth & 63)
        kinds[word] = isInObject ? kinds[word] | bit : kinds[word] & ~bit
        depth &+= 1
    }
}
