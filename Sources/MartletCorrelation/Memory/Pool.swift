/// Elements by number, whose places are used again; number 0 is none.
struct Pool<Element> {
    private var elements: [Element]
    private var free: [UInt32] = []
    private var elementRoom = 0
    private var freeRoom = 0
    private let blank: Element

    /// Makes a pool whose free places hold this.
    init(blank: Element) {
        self.blank = blank
        self.elements = [blank]
    }

    /// How many elements there are.
    var liveCount: Int { elements.count - 1 - free.count }

    /// How much memory so many elements take, what the pool has in reserve for more included.
    var liveByteCount: Int {
        [Element].capacity(grownToHold: liveCount)
            * (MemoryLayout<Element>.stride + MemoryLayout<UInt32>.stride)
    }

    /// How much memory is taken, whether in use or not.
    var heldByteCount: Int {
        elementRoom * MemoryLayout<Element>.stride
            + freeRoom * MemoryLayout<UInt32>.stride
    }

    subscript(number: UInt32) -> Element {
        get { elements[Int(number)] }
        _modify { yield &elements[Int(number)] }
    }

    mutating func insert(_ element: Element) -> UInt32 {
        if let number = free.popLast() {
            elements[Int(number)] = element
            return number
        }
        elements.grow(toHold: elements.count + 1, room: &elementRoom)
        elements.append(element)
        return UInt32(elements.count - 1)
    }

    @discardableResult
    mutating func remove(_ number: UInt32) -> Element {
        let element = elements[Int(number)]
        elements[Int(number)] = blank
        free.grow(toHold: free.count + 1, room: &freeRoom)
        free.append(number)
        return element
    }
}
