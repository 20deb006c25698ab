/// Which correlations name which others, and what follows from that.
struct CorrelationChains {
    /// How many correlations a search for a circle looks at: it only serves a message.
    private static let searchLimit = 1_000

    /// The correlations that each correlation names.
    let named: [[Int]]
    /// All that are in no circle, and name none that is, each behind those that it names.
    let order: [Int]
    /// How many correlations stand one behind the other, up to each; 0 for those not in ``order``.
    let depths: [Int]

    init(named: [[Int]]) {
        self.named = named
        var namers: [[Int]] = Array(repeating: [], count: named.count)
        for (outer, inner) in named.enumerated() {
            for index in inner { namers[index].append(outer) }
        }
        var missing = named.map(\.count)
        var depths = Array(repeating: 0, count: named.count)
        var order = named.indices.filter { missing[$0] == 0 }
        var next = 0
        while next < order.count {
            let index = order[next]
            next += 1
            depths[index] = 1 + (named[index].map { depths[$0] }.max() ?? 0)
            for outer in namers[index] {
                missing[outer] -= 1
                if missing[outer] == 0 { order.append(outer) }
            }
        }
        self.order = order
        self.depths = depths
    }

    /// The shortest circle through a correlation, from it to it, or `nil` if there is none near.
    func circle(through start: Int) -> [Int]? {
        var origins: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count, next < Self.searchLimit {
            let index = queue[next]
            next += 1
            for inner in named[index] {
                if inner == start {
                    var circle = [start]
                    var step = index
                    while step != start {
                        circle.append(step)
                        step = origins[step] ?? start
                    }
                    circle.append(start)
                    return circle.reversed()
                }
                guard origins[inner] == nil else { continue }
                origins[inner] = index
                queue.append(inner)
            }
        }
        return nil
    }
}
