/// Rules are named, and none of them can be used.
struct UnusableRules: Error {
    let status: ExitStatus
}
