extension RuleLogic {
    /// A way to match, with the fields that it reads as bits: a first look that is cheap.
    struct Way {
        let term: Term
        private let fields: UInt64

        init(_ term: Term) {
            self.term = term
            self.fields = term.reduce(0) { $0 | Way.bit(of: $1) }
        }

        private static func bit(of literal: Literal) -> UInt64 {
            guard let tests = literal.tests else { return 1 }
            var hasher = Hasher()
            hasher.combine(tests.field)
            return 1 << UInt64(truncatingIfNeeded: hasher.finalize() & 63)
        }

        /// Whether an event that matches this way matches the other too; `false` is also unknown.
        func implies(_ other: Way) -> Bool {
            other.fields & ~fields == 0
                && other.term.allSatisfy { wanted in
                    term.contains { $0.implies(wanted) }
                }
        }

        /// Whether whatever matches in one of some ways matches in one of others.
        static func each(of ways: [Way], impliesOneOf others: [Way]) -> Bool {
            ways.allSatisfy { way in others.contains { way.implies($0) } }
        }
    }
}
