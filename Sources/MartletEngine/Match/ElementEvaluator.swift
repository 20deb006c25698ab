internal import MartletRules

/// Evaluates the blocks over a field on the elements that its values are, one after the other.
///
/// Each element is an object of its own, with a table and outcomes of its own: nothing of one
/// element is left when the next one begins. It is searched in the event's text by the event's
/// index, so that an element costs what its keys cost.
final class ElementEvaluator {
    private let scope: CompiledScope
    private var fields: FieldEvaluator
    private var search: FieldSearch
    private let hasPaths: Bool
    private let programs: Constants<CompiledRules.Program>.View
    private let instructions: Constants<RuleProgram.Instruction>.View
    /// The bodies of the blocks by their numbers, for what signals show.
    private let bodies: Buffer<Int>
    private let predicates: PredicateTable

    init(_ scope: CompiledScope, timeZone: ScanOptions.TimeZone?) {
        self.scope = scope
        fields = FieldEvaluator(scope.fields, timeZone: timeZone, cachePlaceCount: 256)
        search = FieldSearch(scope.fields.trie, fieldCount: scope.fields.sources.count)
        hasPaths = scope.fields.sources.contains { $0.walkedPath != nil }
        programs = scope.programs.view
        instructions = scope.instructions.view
        var predicates = PredicateTable()
        bodies = Buffer(scope.blocks.map { predicates.add($0.body) })
        self.predicates = predicates
    }

    /// What was seen of the elements' fields so far.
    var observations: FieldObservations { fields.observations }

    /// Sets the bits of the blocks that some element of a field satisfies, from a word of
    /// `outcomes` on; `false` after a failure.
    func evaluate(
        elementsOf field: Int,
        into outcomes: borrowing Buffer<UInt64>,
        from base: Int,
        in scanner: inout Scanner
    ) -> Bool {
        var openCount = scope.blocks.count
        var next = scanner.table.head(of: field)
        while next >= 0, openCount > 0 {
            let element = scanner.table.entry(next)
            next = Int(element.next)
            guard element.kind != .array, element.kind != .null else { continue }
            scanner.exchange(&search)
            let heldCount = evaluate(element, into: outcomes, from: base, in: &scanner)
            scanner.exchange(&search)
            guard let heldCount else { return false }
            openCount -= heldCount
        }
        return true
    }

    /// Sets the bits of the blocks that an element satisfies as the first one; returns how many
    /// these are, or `nil` after a failure.
    private func evaluate(
        _ element: FieldTable.Entry,
        into outcomes: borrowing Buffer<UInt64>,
        from base: Int,
        in scanner: inout Scanner
    ) -> Int? {
        guard begin(element, in: &scanner) else { return nil }
        var heldCount = 0
        for block in 0..<scope.blocks.count {
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: block & 63)
            let word = base &+ block >> 6
            guard outcomes[word] & bit == 0 else { continue }
            guard let holds = fields.run(programs[block], instructions, in: &scanner) else {
                return nil
            }
            if holds {
                outcomes[word] |= bit
                heldCount += 1
            }
        }
        return heldCount
    }

    /// Takes up an element and finds its fields; `false` after a failure.
    private func begin(_ element: FieldTable.Entry, in scanner: inout Scanner) -> Bool {
        scanner.table.reset()
        var whole = element
        whole.next = -1
        fields.begin(whole)
        guard hasPaths, element.kind == .object else { return true }
        return scanner.walkObject(at: Int(element.offset), node: 0) != nil
    }

    /// Appends what makes a block hold: what the first element that satisfies it shows.
    ///
    /// - Parameters:
    ///   - block: the block's number.
    ///   - field: the field whose values are the elements.
    ///   - name: the field's name, the last of the list's names.
    ///   - list: receives the evidence.
    ///   - scanner: reads the event.
    func appendEvidence(
        ofBlock block: Int,
        elementsOf field: Int,
        named name: ByteArena.Range,
        to list: inout EvidenceList,
        in scanner: inout Scanner
    ) {
        list.names.append("[")
        list.names.append(scope.blocks[block].quantifier.rawValue.utf8)
        list.names.append("]")
        let count = list.names.count - Int(name.start)
        let name = ByteArena.Range(start: name.start, count: UInt32(count))
        let first = list.pieces.count
        var next = scanner.table.head(of: field)
        while next >= 0 {
            let element = scanner.table.entry(next)
            next = Int(element.next)
            guard element.kind != .array, element.kind != .null else { continue }
            scanner.exchange(&search)
            let holds =
                begin(element, in: &scanner)
                && fields.appendEvidence(
                    of: bodies[block],
                    in: predicates,
                    under: name,
                    to: &list,
                    in: &scanner
                )
            scanner.exchange(&search)
            guard holds else { continue }
            // A body of negations alone shows the element itself.
            if list.pieces.count == first {
                list.pieces.append(Evidence(name: name, value: element))
            }
            return
        }
    }
}
