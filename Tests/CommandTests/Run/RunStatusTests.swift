import MartletCLI
import Testing

@Suite struct RunStatusTests {
    /// What one side writes the other one reads.
    @Test func whatIsWrittenIsRead() throws {
        let text = """
            {
              "schema": "martlet.status/1",
              "version": "1.2.3",
              "started": "2026-01-01T00:00:00Z",
              "uptime_seconds": 1.500000,
              "ready": true,
              "problems": ["it is \\"full\\""],
              "rules": {
                "count": 2,
                "ruleset": "00",
                "reloads": 3,
                "failed_reloads": 4,
                "last_reload": {
                  "time": "2026-01-01T00:00:01Z",
                  "succeeded": true
                }
              },
              "events": 5,
              "malformed": 6,
              "bytes": 7,
              "signals": {
                "high": 8
              },
              "inputs": [
                {
                  "name": "a.log",
                  "lag_bytes": 9
                }
              ],
              "outputs": [
                {
                  "name": "b.ndjson"
                },
                {
                  "name": "siem",
                  "delivered": 17,
                  "waiting": 18,
                  "dead_letters": 19,
                  "dropped": 20
                }
              ],
              "waiting": {
                "chunks": 10,
                "deliveries": 11,
                "delivered_bytes": 12
              },
              "last_event": {
                "time": "2026-01-01T00:00:02Z",
                "lag_seconds": 0.250000
              },
              "correlations": {
                "groups": 13,
                "bytes": 14
              },
              "per_second": {
                "events": 15.000000,
                "bytes": 16.000000
              }
            }
            """
        let status = try #require(RunStatus(json: Array(text.utf8)))
        #expect(status.json.text() == text)
    }

    @Test(arguments: ["", "[]", "{}", #"{"schema":"martlet.signal/1"}"#])
    func whatIsNoStatusIsRefused(text: String) {
        #expect(RunStatus(json: Array(text.utf8)) == nil)
    }
}
