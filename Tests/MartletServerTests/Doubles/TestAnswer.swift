/// An HTTP answer as a client reads it.
struct TestAnswer {
    let status: Int
    /// Values by names in lower case.
    let fields: [String: String]
    let body: String
}
