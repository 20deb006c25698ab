extension Predicate {
    /// The atoms of the tree, each as often as it occurs.
    var atoms: [Int] {
        var result: [Int] = []
        forEachAtom { result.append($0) }
        return result
    }

    /// Calls a function with each atom of the tree, as often as it occurs.
    func forEachAtom(_ body: (Int) -> Void) {
        switch self {
        case .atom(let atom): body(atom)
        case .and(let members), .or(let members), .atLeast(_, let members):
            for member in members { member.forEachAtom(body) }
        case .not(let member): member.forEachAtom(body)
        case .constant: break
        }
    }
}
