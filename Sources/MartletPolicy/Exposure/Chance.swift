/// Whether something holds of an event of which only a part is known.
enum Chance: Int, Comparable {
    case never
    case possible
    case certain

    /// What is known of the opposite.
    var negated: Chance {
        switch self {
        case .never: .certain
        case .possible: .possible
        case .certain: .never
        }
    }

    init(_ holds: Bool?) {
        self = holds.map { $0 ? .certain : .never } ?? .possible
    }

    static func < (left: Chance, right: Chance) -> Bool { left.rawValue < right.rawValue }

    /// That all of them hold.
    static func all(_ chances: some Sequence<Chance>) -> Chance { chances.min() ?? .certain }

    /// That any of them holds.
    static func any(_ chances: some Sequence<Chance>) -> Chance { chances.max() ?? .never }
}
