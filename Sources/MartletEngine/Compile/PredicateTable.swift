/// Predicates as flat trees, for what is asked of them at run time: a ``Predicate`` counts the owners
/// of each of its branches, and all threads ask the same ones.
struct PredicateTable: ~Copyable {
    /// A branch; its members stand behind it, each with all that is below it.
    struct Node: BitwiseCopyable {
        enum Kind: UInt8, BitwiseCopyable {
            case atom
            case and
            case or
            case atLeast
            case not
            case constant
        }

        var kind: Kind
        /// The number of the atom, or how many members must hold, or 1 for what always holds.
        var value: Int32 = 0
        /// The number of the node behind all that is below it.
        var end: Int32 = 0
    }

    private var nodes = Buffer(repeating: Node(kind: .constant), count: 16)
    private var count = 0

    @inline(__always)
    subscript(number: Int) -> Node { nodes[number] }

    /// Adds a predicate and returns the number of its root.
    @discardableResult
    mutating func add(_ predicate: Predicate) -> Int {
        let number = count
        nodes.grow(to: count + 1, repeating: Node(kind: .constant))
        count += 1
        var node: Node
        switch predicate {
        case .atom(let atom):
            node = Node(kind: .atom, value: Int32(atom))
        case .and(let members):
            node = Node(kind: .and)
            for member in members { add(member) }
        case .or(let members):
            node = Node(kind: .or)
            for member in members { add(member) }
        case .atLeast(let wanted, let members):
            node = Node(kind: .atLeast, value: Int32(wanted))
            for member in members { add(member) }
        case .not(let member):
            node = Node(kind: .not)
            add(member)
        case .constant(let value):
            node = Node(kind: .constant, value: value ? 1 : 0)
        }
        node.end = Int32(count)
        nodes[number] = node
        return number
    }
}
