import Foundation
import MartletPipeline
import MartletRules
import Testing

/// Signals of what no rule saw.
@Suite struct FlawReporterTests {
    private let start = ContinuousClock.now

    private func chunkFlaw(_ flaw: InputFlaw, _ count: Int, _ text: String) -> ChunkFlaw {
        ChunkFlaw(
            flaw,
            count: count,
            line: 2,
            offset: 10,
            length: text.utf8.count,
            reason: flaw == .malformed ? "not a JSON object" : "",
            text: Array(text.utf8)
        )
    }

    /// The signals in lines: flaws, inputs and counts.
    private func read(_ lines: [UInt8]) throws -> [String] {
        try String(decoding: lines, as: UTF8.self).split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let signal = try #require(object as? [String: Any])
            let source = try #require(signal["source"] as? [String: Any])
            let input = try #require(signal["input"] as? [String: Any])
            return [input["flaw"], source["file"], source["line"], input["count"]]
                .map { "\($0 ?? "")" }.joined(separator: " ")
        }
    }

    @Test func oneIsToldAtOnceAndThenOneAMinute() throws {
        var reporter = FlawReporter(from: .low, fingerprint: "0123456789abcdef")
        func add(_ flaw: InputFlaw, _ count: Int, of input: String, after seconds: Int) {
            reporter.add(
                [chunkFlaw(flaw, count, "x")],
                of: input,
                lineBase: 100,
                at: 0,
                now: start + .seconds(seconds)
            )
        }
        func take(after seconds: Int) throws -> [String] {
            try read(reporter.take(at: 0, now: start + .seconds(seconds)))
        }
        add(.malformed, 2, of: "a.log", after: 0)
        #expect(try take(after: 0) == ["malformed a.log 103 2"])
        add(.malformed, 1, of: "a.log", after: 1)
        add(.malformed, 1, of: "b.log", after: 1)
        add(.oversize, 1, of: "a.log", after: 1)
        #expect(try take(after: 1) == ["oversize a.log 103 1", "malformed b.log 103 1"])
        add(.malformed, 5, of: "a.log", after: 30)
        #expect(try take(after: 59) == [])
        #expect(try take(after: 60) == ["malformed a.log 103 6"])
        #expect(try take(after: 121) == [])
        // After a minute without any, the next is told at once.
        add(.malformed, 1, of: "a.log", after: 122)
        #expect(try take(after: 122) == ["malformed a.log 103 1"])
        add(.malformed, 3, of: "a.log", after: 123)
        #expect(try read(reporter.take(all: true, at: 0, now: start + .seconds(123))).count == 1)
        #expect(reporter.counts == [.malformed: 5, .oversize: 1])
    }

    @Test func aSignalHasAllItsParts() throws {
        var reporter = FlawReporter(from: .low, fingerprint: "0123456789abcdef")
        let text = "{\"verb\":\u{1B}\"x"
        reporter.add(
            [chunkFlaw(.malformed, 2, text)],
            of: "a\".log",
            lineBase: 0,
            at: 1_767_225_600_000_000_000
        )
        let line = String(
            decoding: reporter.take(at: 1_767_225_601_000_000_000),
            as: UTF8.self
        )
        let tail = try #require(line.range(of: "\"time\""))
        let expected = #"""
            "time":"2026-01-01T00:00:01Z","rule":{"id":"martlet.input.malformed",\#
            "title":"Events that cannot be read","level":"medium","tags":[],"tactics":[],\#
            "techniques":[]},"ruleset":"0123456789abcdef",\#
            "message":"2 lines of a\".log could not be read, and no rule saw them: not a JSON object",\#
            "source":{"file":"a\".log","line":3,"offset":10,"length":11},\#
            "input":{"flaw":"malformed","count":2,"since":"2026-01-01T00:00:00Z",\#
            "reason":"not a JSON object","text":"{\"verb\":\u001b\"x"}}

            """#
        #expect(String(line[tail.lowerBound...]) == expected)
    }

    @Test func levelsBelowTheLeastAreLeftOut() throws {
        var reporter = FlawReporter(from: .high, fingerprint: "")
        reporter.add(
            [chunkFlaw(.oversize, 1, "x"), chunkFlaw(.malformed, 1, "x")],
            of: "a",
            lineBase: 0
        )
        #expect(try read(reporter.take(all: true)) == ["oversize a 3 1"])
    }
}
