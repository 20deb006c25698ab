import FluentBitExec
import Testing

/// What a section of the configuration means.
@Suite struct SettingsTests {
    private static func settings(_ section: [String: String]) throws(Settings.Failure) -> Settings {
        try Settings { section[$0] }
    }

    @Test func onlyTheCommandIsNeeded() throws {
        let settings = try Self.settings(["command": "martlet run"])
        #expect(settings.command == ["martlet", "run"])
        #expect(
            settings.summary
                == "command 'martlet' 'run', ack on, raw_key log, write_timeout_ms 10000, "
                + "term_grace_ms 2000, date_key off, tag_key off, stdout inherit"
        )
    }

    @Test func everyKeyIsRead() throws {
        let settings = try Self.settings([
            "command": "x", "ack": "Off", "raw_key": "off", "write_timeout_ms": "1",
            "term_grace_ms": "0", "date_key": "date", "tag_key": "tag", "stdout": "NULL",
        ])
        #expect(
            settings.summary
                == "command 'x', ack off, raw_key off, write_timeout_ms 1, term_grace_ms 0, "
                + "date_key date, tag_key tag, stdout null"
        )
    }

    @Test(
        arguments: [
            ([:], "'command' is missing: say which program gets the events"),
            (["command": " "], "'command' is empty: say which program gets the events"),
            (["command": "''"], "'command' is empty: say which program gets the events"),
            (["command": "a 'b"], "'command' has a ' that is not closed"),
            (["command": "a\\"], "'command' ends in a backslash; write two for one"),
            (["command": "a", "ack": "maybe"], "'ack' is 'maybe': say on or off"),
            (
                ["command": "a", "write_timeout_ms": "0"],
                "'write_timeout_ms' is '0': say milliseconds, 1 to 3600000"
            ),
            (
                ["command": "a", "term_grace_ms": "99999999999999999999"],
                "'term_grace_ms' is '99999999999999999999': say milliseconds, 0 to 3600000"
            ),
            (
                ["command": "a", "stdout": "file"],
                "'stdout' is 'file': say one of inherit, stderr, null"
            ),
        ] as [([String: String], String)]
    )
    func whatCannotBeUsedIsSaid(_ section: [String: String], _ message: String) {
        #expect(throws: Settings.Failure.self) { try Self.settings(section) }
        do {
            _ = try Self.settings(section)
        } catch {
            #expect(error.description == message)
        }
    }
}
