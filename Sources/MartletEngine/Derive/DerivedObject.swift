/// An object that was made of a value of an event.
struct DerivedObject: Equatable {
    /// The object as JSON; `nil` if the value makes none.
    var json: [UInt8]?
    /// Whether the value holds more than a limit allows, and the object only a part of it.
    var isCurtailed = false
}
