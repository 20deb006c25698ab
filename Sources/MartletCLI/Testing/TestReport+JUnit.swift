internal import MartletRules

extension TestReport {
    /// The report in JUnit's XML: a suite a rule, a test case a case, no times.
    ///
    /// A rule without tests is a suite only when tests are required, with an error in it.
    package var junit: String {
        let suites = entries.filter { !$0.cases.isEmpty || requiresTests && !$0.isSilent }
        let missingCount = requiresTests ? untested.count : 0
        let attributes = XMLText.attributes([
            ("name", "martlet"), ("tests", "\(cases.count + missingCount)"),
            ("failures", "\(failedCount)"), ("errors", "\(brokenCount + missingCount)"),
        ])
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites\(attributes)>\n"
            + suites.map(Self.suite).joined() + "</testsuites>\n"
    }

    private static func suite(_ entry: Entry) -> String {
        let isMissing = entry.cases.isEmpty
        let attributes = XMLText.attributes([
            ("name", entry.rule.title), ("tests", "\(max(1, entry.cases.count))"),
            ("failures", "\(entry.cases.count(where: \.isFailed))"),
            ("errors", "\(isMissing ? 1 : entry.cases.count(where: \.isBroken))"),
            ("file", entry.rule.location.file), ("id", entry.rule.id ?? ""),
        ])
        let cases =
            isMissing
            ? element("has tests", entry, at: entry.rule.location, content: missing)
            : entry.cases.map { testCase in
                element(testCase.name, entry, at: testCase.location, content: content(testCase))
            }
            .joined()
        return "  <testsuite\(attributes)>\n\(cases)  </testsuite>\n"
    }

    private static func element(
        _ name: String,
        _ entry: Entry,
        at location: SourceLocation,
        content: String
    ) -> String {
        let attributes = XMLText.attributes([
            ("name", name), ("classname", entry.rule.id ?? entry.rule.title),
            ("file", location.file), ("line", "\(location.line)"),
        ])
        guard !content.isEmpty else { return "    <testcase\(attributes)/>\n" }
        return "    <testcase\(attributes)>\n\(content)    </testcase>\n"
    }

    private static let missing =
        "      <error" + XMLText.attributes([("message", "the rule has no tests")]) + "/>\n"

    private static func content(_ testCase: Case) -> String {
        guard let problem = testCase.problem else { return "" }
        let attributes = XMLText.attributes([("message", problem)])
        if case .failed(let explanation) = testCase.result {
            let place = testCase.event.map { "event: \($0.file):\($0.line)\n" } ?? ""
            let tree = explanation.map {
                ExplanationText.tree($0, style: TerminalStyle(isColored: false))
            }
            let text = XMLText.escape(place + (tree ?? ""))
            return "      <failure\(attributes)>\(text)</failure>\n"
        }
        let name = testCase.isFailed ? "failure" : "error"
        return "      <\(name)\(attributes)/>\n"
    }
}
