internal import MartletEngine

/// Numbers inputs by what they are called, so that their order does not matter.
struct InputNumbers {
    /// The names by number.
    private var names: [Int: String] = [:]

    /// The number of an input: the same in every run, and different for different names.
    mutating func number(of name: String) -> Int {
        let hash = ByteView.withBytes(Array(name.utf8)) { TextHash.hash($0) }
        let number = Int(hash >> 2)
        names[number] = name
        return number
    }

    /// The names from 0 on and for each number its place there: first those that are known, then the
    /// others in the order of their numbers.
    func ranked(behind known: [String]) -> (names: [String], ranks: [Int: Int]) {
        var all = known
        var ranks: [Int: Int] = [:]
        let places = Dictionary(
            zip(known, known.indices),
            uniquingKeysWith: { first, _ in first }
        )
        for (number, name) in names.sorted(by: { $0.key < $1.key }) {
            if let place = places[name] {
                ranks[number] = place
            } else {
                ranks[number] = all.count
                all.append(name)
            }
        }
        return (all, ranks)
    }
}
