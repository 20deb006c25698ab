import Testing

@Suite struct FilterCommandTests {
    private let folder = Fixture.folder()

    private static let filters = """
        title: Night shift
        id: 5b0c2f0e-2b1e-4d0e-8b52-6b4a4c1f7a10
        logsource:
          product: kubernetes
        filter:
          rules: any
          dana:
            user.username: dana
            objectRef.subresource: exec
          condition: not dana
        martlet:
          reason: ticket 12
          expires: 2999-12-31
        ---
        title: Old
        logsource:
          product: kubernetes
        filter:
          rules: any
          all:
            verb|exists: true
          condition: not all
        martlet:
          expires: 1999-12-31
        ---
        title: Nobody
        logsource:
          product: kubernetes
        filter:
          rules: any
          nobody:
            user.username: nobody
          condition: not nobody
        """

    private func martlet(_ arguments: String...) -> MartletProcess.Result {
        folder.write("rules/filters.yml", Self.filters)
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func anExplanationTellsWhatHidesASignal() {
        let event =
            #"{"verb":"create","user":{"username":"dana"},"objectRef":{"subresource":"exec"}}"#
        let hidden = martlet("explain", "-r", "rules", "--format", "json", event)
        #expect(hidden.status == 0)
        #expect(hidden.text.contains(#""matches": true,\#n      "hidden": true"#))
        #expect(hidden.text.contains(#""reason": "ticket 12""#))
        let passed = martlet(
            "explain",
            "-r",
            "rules",
            event.replacing("dana", with: "eve")
        )
        #expect(passed.text.contains("✓ Pod Shell matches"))
        #expect(!passed.text.contains("filter"))
        // What does not match has nothing to hide, and an expired filter hides nothing.
        let other = martlet(
            "explain",
            "-r",
            "rules",
            "--rule",
            "Secret Read",
            "--format",
            "json",
            event
        )
        #expect(other.text.contains(#""hidden": false"#))
        #expect(!other.text.contains("Old"))
    }

    @Test func theSummaryTellsWhatWasHidden() {
        let result = martlet("scan", "-r", "rules", "audit.log")
        #expect(result.status == 0)
        #expect(result.text.split(separator: "\n").count == 1)
        #expect(
            result.errors.contains(
                """
                2 rules: 1 active, 1 hidden, 0 never matched, 0 blind, 0 rejected
                  hidden         Pod Shell: 2 matches
                3 filters: 1 active, 1 hid nothing, 1 expired
                  2 events hidden by Night shift (ticket 12)
                  hid nothing    Nobody
                  expired        Old, on 1999-12-31
                """
            )
        )
    }

    @Test func theListTellsWhatAppliesToARule() {
        let result = martlet("rules", "-r", "rules")
        #expect(result.status == 0)
        #expect(result.text.contains("               filter  Night shift\n"))
        #expect(!result.text.contains("Old"))
        #expect(result.errors.contains("[M064]"))
        let json = martlet("rules", "-r", "rules", "--format", "json").text
        #expect(json.contains("\"reason\": \"ticket 12\""))
        #expect(json.contains("\"expires\": \"2999-12-31\""))
    }

    @Test func statisticsCount() {
        let result = martlet("scan", "-q", "-r", "rules", "-o", "s", "--stats", "-", "audit.log")
        #expect(
            result.text.contains(
                """
                      "expires": "2999-12-31",
                      "hidden": 2,
                      "status": "active"
                    },
                """
            )
        )
        #expect(result.text.contains("\"status\": \"unused\""))
        #expect(result.text.contains("\"status\": \"expired\""))
        #expect(result.text.contains("\"signals\": 0,\n      \"hidden\": 2,"))
    }
}
