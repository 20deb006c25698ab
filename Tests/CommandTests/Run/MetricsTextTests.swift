import MartletCLI
import MartletPipeline
import Testing

/// Counts as Prometheus reads them.
@Suite struct MetricsTextTests {
    @Test func strangeLabelsAreSpeltOut() {
        var text = MetricsText()
        text.add("a_total", .counter, "What.", [([("rule", "a\"b\\c\nd,e=\"}")], 1)])
        #expect(
            text.text
                == "# HELP a_total What.\n# TYPE a_total counter\n"
                + #"a_total{rule="a\"b\\c\nd,e=\"}"} 1"# + "\n"
        )
        #expect(ExpositionText(text.text).flaws == [])
    }

    @Test func histogramsAddUp() {
        var histogram = LatencyHistogram()
        for milliseconds in [0, 1, 2, 100, 100_000] { histogram.add(.milliseconds(milliseconds)) }
        var text = MetricsText()
        text.add("l_seconds", "Time.", by: "stage", [("a", histogram), ("b", LatencyHistogram())])
        let read = ExpositionText(text.text)
        #expect(read.flaws == [])
        #expect(read.value("l_seconds_count", "stage=\"a\"") == 5)
        #expect(read.value("l_seconds_sum", "stage=\"a\"") == 100.103)
        let bounds = read.samples.filter { $0.labels == "stage=\"a\"" }.compactMap(\.bound)
        #expect(
            bounds == [
                "0.0001", "0.0004", "0.0016", "0.0064", "0.0256", "0.1024", "0.4096", "1.6384",
                "6.5536", "26.2144", "+Inf",
            ]
        )
    }

    /// What checks the format of others is itself right.
    @Test(arguments: [
        ("a 1\n", "not below its HELP and TYPE: a 1"),
        ("# HELP a b\n# TYPE a gauge\na{b=c} 1\n", "no labels: a{b=c} 1"),
        ("# HELP a b\n# TYPE a counter\na 1\n", "no counter: a 1"),
        ("# HELP a b\n# TYPE a gauge\na 1\na 1\n", "twice: a 1"),
        (
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            "a has no class +Inf"
        ),
        (
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 1\n",
            "a: +Inf and count differ"
        ),
        ("# HELP a b\n# TYPE a gauge\na one\n", "no sample: a one"),
    ])
    func flawsAreFound(text: String, flaw: String) {
        #expect(ExpositionText(text).flaws.contains(flaw), "\(ExpositionText(text).flaws)")
    }
}
