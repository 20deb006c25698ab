/// The first things that an order looks at.
package struct Precedence: Comparable {
    package var time: Int64
    package var second: UInt64
    package var third = 0
    package var fourth = 0

    package static func < (left: Precedence, right: Precedence) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        return left.fourth < right.fourth
    }
}
