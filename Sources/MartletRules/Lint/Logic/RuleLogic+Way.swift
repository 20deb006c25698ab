extension RuleLogic {
    /// A way to match, with marks that rule out most comparisons at the cost of two numbers.
    struct Way {
        let term: Term
        let marks: Marks

        init(_ term: Term) {
            self.term = term
            var marks = Marks(fields: 0, letters: 0)
            for literal in term {
                marks.fields |= literal.fieldBit
                marks.letters |= literal.commonLetters
            }
            self.marks = marks
        }

        /// Whether an event that matches this way matches the other too; `false` is also unknown.
        func implies(_ other: Way) -> Bool {
            marks.mayImply(other.marks)
                && other.term.allSatisfy { wanted in
                    term.contains { $0.implies(wanted) }
                }
        }

        /// Whether whatever matches in one of some ways matches in one of others.
        static func each(of ways: [Way], impliesOneOf others: [Way]) -> Bool {
            ways.allSatisfy { way in others.contains { way.implies($0) } }
        }
    }

    /// What a way must have, to imply another, of what that one has.
    struct Marks {
        /// A bit for each field that is read.
        var fields: UInt64
        /// A bit for each letter that a matching event must hold.
        var letters: UInt64

        /// Whether a comparison is worth while.
        func mayImply(_ other: Marks) -> Bool {
            other.fields & ~fields == 0 && other.letters & ~letters == 0
        }

        /// What is in both.
        func intersection(_ other: Marks) -> Marks {
            Marks(fields: fields & other.fields, letters: letters & other.letters)
        }
    }
}
