internal import MartletEngine

/// What is kept of the match that completes a firing.
struct Completing {
    var place: MatchRecord.Place
    var content: UInt64
    /// The values that the lane carries.
    var values: [[FieldValue]]

    init(_ match: MatchRecord, _ member: Lane.Member) {
        place = match.place
        content = match.content
        values = member.carriedSlots.map { slot in slot.map { match.values[$0] } ?? [] }
    }

    /// Nothing at all.
    init() {
        place = MatchRecord.Place(input: 0, line: 0, offset: 0, length: 0)
        content = 0
        values = []
    }

    /// How much memory its storage takes, roughly; what is shared counts as its own.
    var byteCount: Int {
        var count = 64 + place.eventID.count
        for field in values {
            count += 48
            for value in field { count += 64 + value.text.count }
        }
        return count
    }
}
