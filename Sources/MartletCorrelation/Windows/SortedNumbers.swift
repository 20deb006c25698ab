/// Numbers in order, in runs of at most 512, so that changes stay cheap however many there are.
///
/// - Complexity: an insertion, a removal and a look at a rank take O(√*n*) for up to some hundred
///   thousand numbers, and O(*n* / 512) beyond.
package struct SortedNumbers {
    private static let runLimit = 512

    /// None is empty.
    private var runs: [[Double]] = []
    package private(set) var count = 0

    package init() {}

    /// Puts a number where it belongs.
    package mutating func insert(_ number: Double) {
        count += 1
        guard !runs.isEmpty else {
            runs = [[number]]
            return
        }
        let run = min(runIndex(of: number), runs.count - 1)
        runs[run].insert(number, at: SortedNumbers.index(of: number, in: runs[run]))
        if runs[run].count > SortedNumbers.runLimit {
            let half = runs[run].count / 2
            runs.insert(Array(runs[run][half...]), at: run + 1)
            runs[run].removeSubrange(half...)
        }
    }

    /// Removes a number that is there.
    package mutating func remove(_ number: Double) {
        let run = runIndex(of: number)
        guard run < runs.count else { return }
        let index = SortedNumbers.index(of: number, in: runs[run])
        guard runs[run][index] == number else { return }
        count -= 1
        runs[run].remove(at: index)
        if runs[run].isEmpty { runs.remove(at: run) }
    }

    /// The number of a rank from 0.
    package subscript(rank: Int) -> Double {
        var rest = rank
        for run in runs {
            if rest < run.count { return run[rest] }
            rest -= run.count
        }
        preconditionFailure("a rank beyond the numbers")
    }

    /// The first run that ends at or above a number.
    private func runIndex(of number: Double) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle][runs[middle].count - 1] < number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The first place in a run that is not below a number.
    private static func index(of number: Double, in run: [Double]) -> Int {
        var low = 0
        var high = run.count
        while low < high {
            let middle = (low + high) / 2
            if run[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
