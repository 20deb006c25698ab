/// Why the generator cannot go on, in words for the user.
struct GeneratorError: Error {
    var exitStatus: Int32
    var message: String

    init(exitStatus: Int32 = 64, _ message: String) {
        self.exitStatus = exitStatus
        self.message = message
    }
}
