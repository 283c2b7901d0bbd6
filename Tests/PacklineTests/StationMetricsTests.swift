import HTTPListener
import Language
import OMS
import PrometheusMetrics
import Station
import StationStore
import Testing

@testable import packline

@Suite("What a station counts for Prometheus")
struct StationMetricsTests {
    private static let start = Timestamp(microseconds: 1_747_051_200_000_000)

    private let metrics = StationMetrics(
        at: ListeningAddress(host: "127.0.0.1", port: 0), lateAfter: 120, now: Self.start)

    private func command(_ id: Int, _ stage: CommandStage, _ seconds: Int) -> StationEvent {
        let intent = CommandIntent(package: 4711, kind: .pack, transition: 7, name: "Pack")
        return .outbox(
            QueuedCommand(
                id: id, intent: intent, stage: stage, changed: Self.start.advanced(bySeconds: seconds)))
    }

    private func label(_ id: Int, _ stage: PrintStage, _ seconds: Int) -> StationEvent {
        .print(
            QueuedPrint(
                id: id, package: 4711, number: "PK4711", paper: .label, box: 1, boxes: 1, copy: 0, printer: "zebra",
                stage: stage, reason: nil, barcodes: [], changed: Self.start.advanced(bySeconds: seconds)))
    }

    /// The lines of the figures that begin so, without that beginning.
    private func lines(_ beginning: String, after seconds: Int = 0) async throws -> [String] {
        let store = try await StationDatabase.temporary(now: Self.start)
        let text = MetricText.text(
            try await metrics.families(store, now: Self.start.advanced(bySeconds: seconds)))
        #expect(!text.contains("4711") && !text.contains("zebra"))
        return text.split(separator: "\n").filter { $0.hasPrefix(beginning) }
            .map { String($0.dropFirst(beginning.count)) }
    }

    @Test("each stage counts once, however often it is told, and what was before the start does not count")
    func stages() async throws {
        for (id, stage, seconds) in [
            (1, .applied, -60), (2, .queued, -5), (2, .sending, 1), (2, .sending, 1), (3, .queued, 2), (3, .sending, 3),
            (3, .unknown, 4), (3, .queued, 5), (3, .sending, 6), (3, .applied, 9), (3, .applied, 9), (2, .refused, 7),
        ] as [(Int, CommandStage, Int)] {
            metrics.count(command(id, stage, seconds))
        }
        let counts = Dictionary(
            uniqueKeysWithValues: try await lines("packline_commands_total").map { line in
                let parts = line.split(separator: " ")
                return (String(parts[0]), Int(parts[1]))
            })
        #expect(counts["{stage=\"queued\"}"] == 2 && counts["{stage=\"sending\"}"] == 3)
        #expect(counts["{stage=\"unknown\"}"] == 1 && counts["{stage=\"refused\"}"] == 1)
        #expect(counts["{stage=\"applied\"}"] == 1 && counts["{stage=\"discarded\"}"] == 0)
        // Of 3 alone it is known when it was accepted, and that it was applied.
        #expect(try await lines("packline_command_duration_seconds_count ") == ["1"])
        #expect(try await lines("packline_command_duration_seconds_sum ") == ["7"])
    }

    @Test("prints count by stage, and how long it took until the printer had them")
    func prints() async throws {
        for (id, stage, seconds) in [
            (1, .wanted, 1), (1, .sending, 2), (1, .printed, 4), (1, .confirmed, 9), (2, .wanted, 1), (2, .failed, 1),
        ] as [(Int, PrintStage, Int)] {
            metrics.count(label(id, stage, seconds))
        }
        #expect(try await lines("packline_prints_total{stage=\"wanted\"} ") == ["2"])
        #expect(try await lines("packline_prints_total{stage=\"confirmed\"} ") == ["1"])
        #expect(try await lines("packline_print_duration_seconds_sum ") == ["3"])
        #expect(try await lines("packline_print_duration_seconds_count ") == ["1"])
    }

    @Test("labels that are late need a person, until they come or nobody waits for them")
    func late() async throws {
        metrics.count(.labelAwaited(package: 1, since: Self.start))
        metrics.count(.labelAwaited(package: 2, since: Self.start))
        metrics.count(.labelAwaited(package: 3, since: Self.start, isDismissed: true))
        let late = "packline_attention{kind=\"late-label\"} "
        #expect(try await lines(late, after: 119) == ["0"])
        #expect(try await lines(late, after: 120) == ["2"])
        metrics.count(.labelAwaited(package: 2, since: nil))
        #expect(try await lines(late, after: 120) == ["1"])
        metrics.count(.labelAwaited(package: 4711, since: Self.start))
        #expect(try await lines(late, after: 120) == ["2"])
        metrics.count(label(1, .wanted, 130))
        #expect(try await lines(late, after: 140) == ["1"])
    }

    @Test("a clock that was set back measures nothing")
    func setBack() async throws {
        metrics.count(label(1, .wanted, 100))
        metrics.count(label(1, .printed, 50))
        #expect(try await lines("packline_print_duration_seconds_sum ") == ["0"])
    }

    @Test("the age of the data is that of the last agreement with the OMS, and never below zero")
    func age() async throws {
        #expect(try await lines("packline_data_age_seconds").isEmpty)
        metrics.count(.fresh(Self.start))
        #expect(try await lines("packline_data_age_seconds ", after: 15) == ["15"])
        #expect(try await lines("packline_data_age_seconds ", after: -31_536_000) == ["0"])
        metrics.count(.connection(.online))
        #expect(try await lines("packline_oms_up ") == ["1"])
        metrics.count(.connection(.offline(.verbatim("gone"))))
        #expect(try await lines("packline_oms_up ") == ["0"])
    }

    @Test("what is remembered of what is done is bounded")
    func bounded() {
        var counts = StageCounts<CommandStage>()
        for id in 1...50_000 {
            counts.note(id, .queued, at: Self.start, since: Self.start)
            counts.note(id, .applied, at: Self.start, since: Self.start)
        }
        #expect(counts.counts == [.queued: 50_000, .applied: 50_000])
        #expect(counts.remembered <= 20_001)
    }

    @Test("an address that is none is a mistake, which says what would be right")
    func mistake() throws {
        let failure = try #require(throws: Failure.self) {
            try Settings(options: [.metrics: "nine"], configurationFile: nil, environment: [:], computersFile: "")
                .metricsAddress()
        }
        #expect(failure.sentence.contains("“nine”") && failure.sentence.contains("9464"), "\(failure.sentence)")
    }
}
