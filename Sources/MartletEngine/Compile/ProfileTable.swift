internal import MartletRules

/// What signals show of the events of each source, as flat tables.
///
/// Made of ``EventProfile``s: what is read for every signal must not be an array of a struct, whose
/// owners are counted, by all threads at once.
struct ProfileTable: Sendable {
    /// One thing to write.
    struct Step: BitwiseCopyable, Sendable {
        enum Kind: UInt8, BitwiseCopyable, Sendable {
            /// Begins a part, `,"who":{`.
            case part
            /// A key of it, of each form.
            case text
            case integer
            case list
            /// Ends the part.
            case end
        }

        var kind: Kind
        var field: Int32
        /// What is written in front of the value, up to its quote if it is a text.
        var key: ByteArena.Range
    }

    /// A profile: runs of the tables.
    struct Profile: BitwiseCopyable, Sendable {
        var steps: CompiledRules.Run
        /// Fields: the event's time is the first of these that is there.
        var time: CompiledRules.Run
        /// Every field that a signal may read.
        var fields: CompiledRules.Run
        var hidings: CompiledRules.Run
        /// -1 if there is none.
        var eventID: Int32
    }

    /// Fields that are not shown when a program of the sources holds.
    struct Hiding: BitwiseCopyable, Sendable {
        var program: Int32
        var fields: CompiledRules.Run
    }

    /// Reads without touching a reference count.
    struct View {
        let profiles: Constants<Profile>.View
        let steps: Constants<Step>.View
        let fields: Constants<Int32>.View
        let hidings: Constants<Hiding>.View
        let keys: Constants<UInt8>.View
    }

    private let profiles: Constants<Profile>
    private let steps: Constants<Step>
    private let fields: Constants<Int32>
    private let hidings: Constants<Hiding>
    private let keys: Constants<UInt8>

    var view: View {
        View(
            profiles: profiles.view,
            steps: steps.view,
            fields: fields.view,
            hidings: hidings.view,
            keys: keys.view
        )
    }

    init(_ profiles: [EventProfile]) {
        var steps: [Step] = []
        var fields: [Int32] = []
        var hidings: [Hiding] = []
        var keys = ByteArena()
        func run(of numbers: [Int]) -> CompiledRules.Run {
            fields += numbers.map { Int32($0) }
            return .init(base: Int32(fields.count - numbers.count), count: Int32(numbers.count))
        }
        self.profiles = Constants(
            profiles.map { profile in
                let firstStep = steps.count
                let firstHiding = hidings.count
                for part in profile.parts {
                    let opening = keys.store(Array(",\"\(part.name)\":{".utf8))
                    steps.append(Step(kind: .part, field: -1, key: opening))
                    steps += part.keys.map { Step($0, storedIn: &keys) }
                    steps.append(Step(kind: .end, field: -1, key: keys.store([])))
                }
                hidings += profile.hidings.map {
                    Hiding(program: Int32($0.program), fields: run(of: $0.fields))
                }
                return Profile(
                    steps: .init(base: Int32(firstStep), count: Int32(steps.count - firstStep)),
                    time: run(of: profile.time),
                    fields: run(of: profile.all),
                    hidings: .init(
                        base: Int32(firstHiding),
                        count: Int32(hidings.count - firstHiding)
                    ),
                    eventID: profile.eventID.map { Int32($0) } ?? -1
                )
            }
        )
        self.steps = Constants(steps)
        self.fields = Constants(fields)
        self.hidings = Constants(hidings)
        self.keys = keys.finish()
    }
}

extension ProfileTable.Step {
    fileprivate init(_ key: EventProfile.Key, storedIn keys: inout ByteArena) {
        let (kind, opening): (Kind, String) =
            switch key.form {
            case .text: (.text, "\"")
            case .integer: (.integer, "")
            case .list: (.list, "[\"")
            }
        self.init(
            kind: kind,
            field: Int32(key.field),
            key: keys.store(key.source + Array(opening.utf8))
        )
    }
}
