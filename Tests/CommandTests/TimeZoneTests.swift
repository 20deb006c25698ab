import Testing

/// `--time-zone` decides where rules see the parts of times.
@Suite struct TimeZoneTests {
    private let folder = TemporaryFolder()

    init() {
        folder.write(
            "rule.yml",
            """
            title: Night
            logsource:
              product: test
            detection:
              selection:
                at|hour: 3
              condition: selection
            """
        )
        folder.write(
            "events.ndjson",
            """
            {"at":"2026-07-01T01:30:00Z"}
            {"at":"2026-12-01T02:30:00Z"}
            {"at":"2026-12-01 03:30:00"}
            {"at":"2026-12-01T03:30:00Z"}

            """
        )
    }

    private func lines(_ arguments: String..., zone: String? = nil) -> [Int] {
        var process = MartletProcess(
            arguments: ["scan", "-q", "-r", "rule.yml"] + arguments + ["events.ndjson"]
        )
        process.folder = folder.path
        if let zone { process.environment.append("TZ=\(zone)") }
        let result = process.run()
        #expect(result.status == 0, "\(result.errors)")
        return (1...4).filter { line in
            result.lines.contains { $0.contains(#""line":\#(line),"#) }
        }
    }

    @Test func timesAreSeenAsWrittenOrInTheZone() {
        #expect(lines() == [3, 4])
        #expect(lines("--time-zone", "UTC") == [3, 4])
        #expect(lines("--time-zone", "+01:00") == [2, 3])
        #expect(lines("--time-zone", "-00:30") == [3, 4])
        #expect(lines("--time-zone", "Europe/Berlin") == [1, 2, 3])
        #expect(lines("--time-zone", "local", zone: "Europe/Berlin") == [1, 2, 3])
    }

    @Test(arguments: [
        "Europe/Atlantis", "../../etc/hostname", "/etc/localtime", "Europe", "zone.tab",
    ])
    func unknownZonesAreRefused(zone: String) {
        let result = MartletProcess("scan", "-r", "x", "--time-zone", zone, "y").run()
        #expect(result.status == 64)
        #expect(result.errors.contains("no zone '\(zone)'"))
        #expect(result.errors.contains("Europe/Berlin"))
    }

    @Test(arguments: ["+2", "+24:00", "+02:60", "", "-1:00", "+02.00"])
    func wrongOffsetsAreRefused(zone: String) {
        let result = MartletProcess("scan", "-r", "x", "--time-zone=\(zone)", "y").run()
        #expect(result.status == 64)
        #expect(result.errors.contains("--time-zone"))
    }
}
