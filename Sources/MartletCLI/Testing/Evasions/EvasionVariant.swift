/// An event that does what another does, and whether it is one that an attacker could choose.
struct EvasionVariant {
    /// JSON text on one line.
    let event: [UInt8]
    /// What was done to it, in a few words.
    let what: String

    init(_ event: EventValue, _ what: String) {
        self.event = event.json()
        self.what = what
    }

    init(json: [UInt8], _ what: String) {
        event = json
        self.what = what
    }
}
