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

    /// The names from 0 on, in the order of their numbers, and for each number its place there.
    func ranked() -> (names: [String], ranks: [Int: Int]) {
        let numbers = names.keys.sorted()
        let ranks = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
        return (numbers.compactMap { names[$0] }, ranks)
    }
}
