/// The values of a group, in the order of their latest match.
struct ValueSet {
    var stalest: UInt32 = 0
    var freshest: UInt32 = 0
    var count = 0
}
