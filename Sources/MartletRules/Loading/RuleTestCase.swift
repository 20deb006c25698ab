/// One event of a rule's test, and what the rule must make of it.
package struct RuleTestCase: Sendable {
    package let test: RuleTest
    /// The file and the line, counted from 1, that hold the event; `nil` for one in the test.
    package let place: (file: String, line: Int)?
    /// JSON text on one line.
    package let event: [UInt8]

    /// The test's name and, where the test has many events, the event's place.
    package var name: String {
        guard let place, case .file(let file) = test.source else { return test.name }
        return "\(test.name) (\(file):\(place.line))"
    }
}

extension RuleTest {
    /// A file of events that cannot be read.
    package struct UnreadableFile: Error {
        /// The path from the working directory.
        package let path: String
        package let reason: String
    }

    /// The events of the test: those that stand in it, or each line of its file; blank lines are none.
    ///
    /// - Throws: ``UnreadableFile`` with the system's reason.
    package func cases() throws(UnreadableFile) -> [RuleTestCase] {
        switch source {
        case .inline(let event): return [RuleTestCase(test: self, place: nil, event: event)]
        case .sequence(let events):
            return events.map { RuleTestCase(test: self, place: nil, event: $0) }
        case .file(let name):
            let path = RuleTest.folder(of: location.file) + name
            let bytes: [UInt8]
            do throws(RuleFiles.Failure) {
                bytes = try RuleFiles.read(path)
            } catch {
                throw UnreadableFile(path: error.path, reason: error.reason)
            }
            return RuleTest.lines(of: bytes).map { line, event in
                RuleTestCase(test: self, place: (path, line), event: Array(event))
            }
        }
    }

    /// The folder of a file with a slash at its end, or nothing for the working directory.
    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[...slash])
    }

    /// The lines that are not blank, with their numbers.
    private static func lines(of bytes: [UInt8]) -> [(number: Int, text: ArraySlice<UInt8>)] {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
            .map { (number: $0.offset + 1, text: $0.element) }
            .filter { line in line.text.contains { $0 > 0x20 } }
    }
}
