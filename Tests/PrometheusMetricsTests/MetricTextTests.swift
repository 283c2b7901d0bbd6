import PrometheusMetrics
import Testing

@Suite("Figures as text")
struct MetricTextTests {
    @Test("a figure has its help, its type and a line for each sample")
    func family() {
        let family = MetricFamily(
            "packline_commands_total", .counter, "Commands by stage.",
            [MetricSample(3, [.init("stage", "applied")]), MetricSample(0.5, [.init("stage", "x"), .init("y", "")])])
        #expect(
            MetricText.text([family]) == """
                # HELP packline_commands_total Commands by stage.
                # TYPE packline_commands_total counter
                packline_commands_total{stage="applied"} 3
                packline_commands_total{stage="x",y=""} 0.5

                """)
    }

    @Test("what would end a line or a label is escaped, and everything else is left as it is")
    func escaping() {
        let family = MetricFamily(
            "a", .gauge, "One \"line\"\nof \\ text.", [MetricSample(1, [.init("l", "İ \"\\\n\r\n\t")])])
        #expect(
            MetricText.text([family])
                == "# HELP a One \"line\"\\nof \\\\ text.\n# TYPE a gauge\na{l=\"İ \\\"\\\\\\n\r\\n\t\"} 1\n")
    }

    @Test(
        "numbers are written as Prometheus reads them",
        arguments: [
            (0, "0"), (-2, "-2"), (1.5, "1.5"), (1e15, "1000000000000000"), (1e300, "1e+300"), (.infinity, "+Inf"),
            (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func number(value: Double, text: String) {
        #expect(MetricText.text([MetricFamily("a", .gauge, "A.", [MetricSample(value)])]).hasSuffix("\na \(text)\n"))
    }

    @Test("a figure without samples is left out")
    func empty() { #expect(MetricText.text([MetricFamily("a", .gauge, "A.", [])]).isEmpty) }

    @Test("a histogram counts what took no longer than each bound, with the sum of all")
    func histogram() {
        var histogram = DurationHistogram(bounds: [0.1, 1])
        for duration in [Duration.milliseconds(100), .milliseconds(50), .milliseconds(500), .seconds(2)] {
            histogram.count(duration)
        }
        let family = MetricFamily("a_seconds", .histogram, "A.", histogram.samples([.init("endpoint", "b")]))
        #expect(
            MetricText.text([family]) == """
                # HELP a_seconds A.
                # TYPE a_seconds histogram
                a_seconds_bucket{endpoint="b",le="0.1"} 2
                a_seconds_bucket{endpoint="b",le="1"} 3
                a_seconds_bucket{endpoint="b",le="+Inf"} 4
                a_seconds_sum{endpoint="b"} 2.65
                a_seconds_count{endpoint="b"} 4

                """)
    }
}
