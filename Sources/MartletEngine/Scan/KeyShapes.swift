/// The keys that objects were seen to have, by where the objects stand in their texts.
///
/// Objects at one place, such as the `user` of each event, mostly have the same keys in the same
/// order. Keys of one list differ, so an object whose keys are found in it, each once, has no key twice;
/// a few comparisons prove it where a table would have to be asked for each key, and the key's end and
/// its colon are found with them. What is not found there is up to the caller.
struct KeyShapes: ~Copyable {
    /// A key of at most ``keyByteLimit`` bytes.
    struct Key: BitwiseCopyable {
        /// The first eight bytes, zero behind the key's end, and the bits that count of them.
        var head: UInt64 = 0
        var mask: UInt64 = 0
        /// The last eight bytes of a key longer than eight.
        var tail: UInt64 = 0
        /// The eight bytes behind the first ones, and those before the last, of a key longer than 16.
        var second: UInt64 = 0
        var third: UInt64 = 0
        var count: Int32 = 0
        /// The shape of objects in the key's value, or ``none``.
        var child: Int32 = KeyShapes.none

        func isSame(as other: Key) -> Bool {
            head == other.head && tail == other.tail && count == other.count
                && second == other.second && third == other.third
        }
    }

    /// The keys of objects at one place.
    struct Shape: BitwiseCopyable {
        var base: Int32
        var count: Int32 = 0
        var capacity: Int32
    }

    /// An open object.
    struct Object: BitwiseCopyable {
        var shape = KeyShapes.none
        /// The key that is expected next, and the one that was read last, as indices of the list.
        var next: Int32 = 0
        var last: Int32 = -1
        /// Whether keys of it are in the table.
        var isInTable = false
        /// The number that the table knows it by.
        var number: UInt32 = 0
        /// The keys that it has, a bit each.
        var seen: UInt64 = 0
    }

    /// What a key is to an object.
    enum Standing {
        /// Its list has the key, and the object had not.
        case listed
        /// Its list does not have the key.
        case unlisted
        /// The object has the key already.
        case repeated
    }

    static let none: Int32 = -1
    static let keyByteLimit = 32
    /// How many keys in a row may have been left out.
    private static let skipLimit: Int32 = 4
    private static let listLimit: Int32 = 64
    private static let shapeLimit = 512
    private static let poolLimit = 8192
    /// After so many keys for which there was no room, all is learnt anew.
    private static let missLimit = 1 << 16

    private var shapes = Buffer(repeating: Shape(base: 0, capacity: 0), count: 8)
    private var shapeCount = 0
    private var keys = Buffer(repeating: Key(), count: 64)
    private var keyCount = 0
    private var missCount = 0

    /// Begins a text, whose outermost object has the shape 0.
    mutating func beginText() {
        guard shapeCount == 0 || missCount > KeyShapes.missLimit else { return }
        missCount = 0
        shapeCount = 0
        keyCount = 0
        _ = addShape()
    }

    /// The shape of objects behind the key of an object that was read last.
    @inline(__always)
    mutating func child(of object: Object) -> Int32 {
        guard object.shape >= 0, object.last >= 0 else { return KeyShapes.none }
        let index = Int(shapes[Int(object.shape)].base &+ object.last)
        let child = keys[index].child
        return child >= 0 ? child : addChild(toKey: index)
    }

    @inline(never)
    private mutating func addChild(toKey index: Int) -> Int32 {
        let child = addShape()
        keys.update(at: index) { $0.child = child }
        return child
    }

    private mutating func addShape() -> Int32 {
        guard shapeCount < KeyShapes.shapeLimit else { return KeyShapes.none }
        let shape = Shape(base: Int32(keyCount), capacity: 0)
        shapes.grow(to: shapeCount + 1, repeating: shape)
        shapes[shapeCount] = shape
        shapeCount += 1
        return Int32(shapeCount - 1)
    }

    /// Reads the key at the position, a quote, if it is one of those that are expected, and its colon.
    ///
    /// - Parameters:
    ///   - text: moved behind the colon if the key is listed.
    ///   - object: the object whose key it is.
    /// - Returns: what is known of the key.
    @inline(__always)
    func read(_ text: inout StrictText, of object: inout Object) -> Standing {
        // What is compared must lie in the text.
        guard object.shape >= 0, text.count &- text.position >= KeyShapes.keyByteLimit + 16 else {
            return .unlisted
        }
        let start = text.position &+ 1
        let word = text.word(at: start)
        let shape = shapes[Int(object.shape)]
        let end = min(shape.count, object.next &+ KeyShapes.skipLimit)
        var index = object.next
        while index < end {
            let key = keys[Int(shape.base &+ index)]
            if word & key.mask == key.head {
                let count = Int(key.count)
                let quoteAndColon: UInt16 = 0x3A22
                if UInt16(truncatingIfNeeded: text.word(at: start &+ count)) == quoteAndColon,
                    count <= 8 || text.word(at: start &+ count &- 8) == key.tail,
                    count <= 16
                        || text.word(at: start &+ 8) == key.second
                            && text.word(at: start &+ count &- 16) == key.third
                {
                    guard object.take(index) else { return .repeated }
                    text.position = start &+ count &+ 2
                    return .listed
                }
            }
            index &+= 1
        }
        return .unlisted
    }

    /// Looks a key up that was not expected, and learns it if that may be.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - mayLearn: whether it stands in the text as it is.
    ///   - object: the object that has it.
    /// - Returns: what it is, or has become.
    @inline(never)
    mutating func find(_ key: Key, mayLearn: Bool, of object: inout Object) -> Standing {
        guard object.shape >= 0 else {
            missCount &+= 1
            return .unlisted
        }
        let shape = shapes[Int(object.shape)]
        for index in 0..<shape.count where keys[Int(shape.base &+ index)].isSame(as: key) {
            return object.take(index) ? .listed : .repeated
        }
        // A key of the table may be this one, spelt with escapes.
        guard mayLearn, !object.isInTable,
            let place = makeRoom(in: Int(object.shape), at: object.next)
        else {
            missCount &+= 1
            return .unlisted
        }
        keys[Int(shapes[Int(object.shape)].base &+ place)] = key
        // The keys behind it moved on.
        let below = object.seen & ((1 &<< UInt64(place)) &- 1)
        object.seen = below | (object.seen ^ below) &<< 1
        return object.take(place) ? .listed : .repeated
    }

    /// Makes room for a key at a place of a list, or where the list ends before; `nil` if there is none.
    private mutating func makeRoom(in number: Int, at wanted: Int32) -> Int32? {
        var shape = shapes[number]
        guard shape.count < KeyShapes.listLimit else { return nil }
        if shape.count == shape.capacity {
            let capacity = max(4, shape.capacity * 2)
            guard keyCount + Int(capacity) <= KeyShapes.poolLimit else { return nil }
            keys.grow(to: keyCount + Int(capacity), repeating: Key())
            for index in 0..<Int(shape.count) {
                keys[keyCount + index] = keys[Int(shape.base) + index]
            }
            shape.base = Int32(keyCount)
            shape.capacity = capacity
            keyCount += Int(capacity)
        }
        let place = min(wanted, shape.count)
        var index = Int(shape.base + shape.count)
        while index > Int(shape.base + place) {
            keys[index] = keys[index - 1]
            index -= 1
        }
        shape.count += 1
        shapes[number] = shape
        return place
    }
}

extension KeyShapes.Object {
    /// Notes that the object has a key of its list; `false` if it had it before.
    @inline(__always)
    mutating func take(_ index: Int32) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
        guard seen & bit == 0 else { return false }
        seen |= bit
        last = index
        next = index &+ 1
        return true
    }
}

extension KeyShapes.Key {
    /// The key with these bytes, at most ``KeyShapes/keyByteLimit``.
    init(_ text: StrictText, from start: Int, count: Int) {
        func word(_ offset: Int) -> UInt64 {
            if text.count - (start + offset) >= 8 { return text.word(at: start + offset) }
            return (0..<min(8, text.count - start - offset)).reduce(0) { word, index in
                word | UInt64(text[start + offset + index]) << UInt64(index * 8)
            }
        }
        mask = count >= 8 ? .max : (1 &<< UInt64(count * 8)) &- 1
        head = word(0) & mask
        tail = count > 8 ? word(count - 8) : 0
        second = count > 16 ? word(8) : 0
        third = count > 16 ? word(count - 16) : 0
        self.count = Int32(count)
    }
}
