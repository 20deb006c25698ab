/// The address of a field in an event, as a rule writes it.
///
/// A dotted name is tried as a literal key first, longest key first at each level, then as a path,
/// so that `annotations.authorization.k8s.io/decision` needs no quoting. `\.` is a dot that never
/// splits. Crossing an array means any member; `[0]` is the first member only, `[-1]` the last, and
/// `\[` is a bracket that never indexes. `.` alone is the value itself that the path starts from.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step of a path behind its first index.
    package enum Step: Hashable, Sendable {
        /// A part of a name, in UTF-8.
        case key([UInt8])
        /// A member of each array: counted from 0, or with a negative number from the end.
        case index(Int)
    }

    /// The name as the rule writes it.
    public let description: String
    /// What the segments start from.
    package let origin: FieldOrigin
    /// The name split at its unescaped dots, in UTF-8, up to the first index; empty for `.`.
    package let segments: [[UInt8]]
    /// What follows from the first index on; empty for a path without one.
    package let indexedSteps: [Step]

    /// Splits a field name at its unescaped dots and trailing indices.
    public init(_ text: String) {
        self.description = text
        self.origin = .event
        guard text != "." else {
            self.segments = []
            self.indexedSteps = []
            return
        }
        guard text.utf8.contains(where: FieldPath.isSpecial) else {
            self.segments = [Array(text.utf8)]
            self.indexedSteps = []
            return
        }
        var steps: [Step] = []
        for part in FieldPath.parts(of: text) {
            // A segment that is an index alone, as in `.[0]`, has no key of its own.
            if !part.key.isEmpty || part.indices.isEmpty { steps.append(.key(part.key)) }
            steps += part.indices.map { .index($0) }
        }
        let first = steps.firstIndex { if case .index = $0 { true } else { false } } ?? steps.count
        self.segments = steps[..<first].map { if case .key(let key) = $0 { key } else { [] } }
        self.indexedSteps = Array(steps[first...])
    }

    /// A path of keys alone.
    private init(segments: [[UInt8]]) {
        let name = Array(segments.joined(separator: [UInt8(ascii: ".")]))
        self.init(
            description: segments.isEmpty ? "." : String(decoding: name, as: UTF8.self),
            origin: .event,
            segments: segments,
            indexedSteps: []
        )
    }

    /// A path of which everything is known.
    init(
        description: String,
        origin: FieldOrigin,
        segments: [[UInt8]],
        indexedSteps: [Step]
    ) {
        self.description = description
        self.origin = origin
        self.segments = segments
        self.indexedSteps = indexedSteps
    }

    /// The path as far as its first index.
    package var unindexed: FieldPath { FieldPath(segments: segments) }

    /// Two paths are one if they lead alike from one origin.
    public static func == (left: FieldPath, right: FieldPath) -> Bool {
        left.segments == right.segments && left.indexedSteps == right.indexedSteps
            && left.origin == right.origin
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(segments.count)
        for segment in segments { hasher.combine(text: segment) }
        hasher.combine(indexedSteps)
        if case .derived = origin { hasher.combine(origin) }
    }
}
