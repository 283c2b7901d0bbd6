import OMS
import PrometheusMetrics
import StationStore

// The figures as Prometheus reads them: what was counted, and what lies in the station's file at this moment.
extension StationMetrics {
    /// The figures now; errors: those of the station's file.
    func families(_ store: StationDatabase, now: Timestamp = .now) async throws -> [MetricFamily] {
        let work = try await store.openWork()
        let counts = counts
        return [Self.build, counts.connection, counts.age(now), attention(work, counts, now)]
            + Self.queues(work, now) + counts.stages + counts.oms
    }

    private static var build: MetricFamily {
        MetricFamily(
            "packline_build_info", .gauge, "The version of Packline that runs; always 1.",
            [MetricSample(1, [.init("version", Packline.version)])])
    }

    /// How many of each kind need a person.
    private func attention(_ work: OpenWork, _ counts: Counts, _ now: Timestamp) -> MetricFamily {
        let late = counts.awaitedLabels.values.count { $0.advanced(bySeconds: lateAfter) <= now }
        let prints = [PrintStage.unknown, .failed].reduce(0) { $0 + (work.prints[$1] ?? 0) }
        return MetricFamily(
            "packline_attention", .gauge, "Commands, print jobs and late labels that need a person.",
            [("command", work.commands[.needsAttention] ?? 0), ("print", prints), ("late-label", late)].map {
                MetricSample(Double($1), [.init("kind", $0)])
            })
    }

    private static func queues(_ work: OpenWork, _ now: Timestamp) -> [MetricFamily] {
        let age = work.oldestCommand.map { max(0, Double(now.microseconds - $0.microseconds) / 1e6) } ?? 0
        return [
            MetricFamily(
                "packline_command_queue_length", .gauge,
                "Commands that are not known to be applied or refused, by stage.",
                samples(work.commands, of: [.queued, .sending, .unknown, .needsAttention])),
            MetricFamily(
                "packline_command_queue_oldest_age_seconds", .gauge,
                "How long ago the oldest of these commands was accepted; 0 without one.", [MetricSample(age)]),
            MetricFamily(
                "packline_print_queue_length", .gauge, "Print jobs that are not known to have come out, by stage.",
                samples(work.prints, of: [.wanted, .sending, .sent, .waiting, .unknown, .failed])),
        ]
    }

    /// A sample for each stage, also where it has nothing.
    fileprivate static func samples<Stage: WorkStage>(_ counts: [Stage: Int], of stages: [Stage]) -> [MetricSample] {
        stages.map { MetricSample(Double(counts[$0] ?? 0), [.init("stage", $0.rawValue)]) }
    }
}

extension StationMetrics.Counts {
    fileprivate var connection: MetricFamily {
        MetricFamily("packline_oms_up", .gauge, "Whether the OMS answers: 1 or 0.", [MetricSample(isOnline ? 1 : 0)])
    }

    /// How old the packages are; without a sample until they were read once.
    fileprivate func age(_ now: Timestamp) -> MetricFamily {
        MetricFamily(
            "packline_data_age_seconds", .gauge, "How long ago the station's packages agreed with the OMS.",
            fresh.map { [MetricSample(max(0, Double(now.microseconds - $0.microseconds) / 1e6))] } ?? [])
    }

    fileprivate var stages: [MetricFamily] {
        [
            MetricFamily(
                "packline_commands_total", .counter, "Commands that came to a stage since the start.",
                StationMetrics.samples(commands.counts, of: CommandStage.allCases)),
            MetricFamily(
                "packline_command_duration_seconds", .histogram,
                "From when a command was accepted until it was known to be applied.", commands.times.samples()),
            MetricFamily(
                "packline_prints_total", .counter, "Print jobs that came to a stage since the start.",
                StationMetrics.samples(prints.counts, of: PrintStage.allCases)),
            MetricFamily(
                "packline_print_duration_seconds", .histogram,
                "From when a print was wanted until the printer had all of it, or it was known to have come out.",
                prints.times.samples()),
        ]
    }

    fileprivate var oms: [MetricFamily] {
        [
            MetricFamily(
                "packline_oms_requests_total", .counter,
                "Requests to the OMS by endpoint and status; in the place of a status, why no answer came.",
                requests.map { key, count in
                    (key, MetricSample(Double(count), [.init("endpoint", key.endpoint), .init("status", key.status)]))
                }.sorted { ($0.0.endpoint, $0.0.status) < ($1.0.endpoint, $1.0.status) }.map(\.1)),
            MetricFamily(
                "packline_oms_request_duration_seconds", .histogram,
                "How long the OMS took to answer whole, by endpoint.",
                requestTimes.sorted { $0.key < $1.key }.flatMap { $0.value.samples([.init("endpoint", $0.key)]) }),
            MetricFamily(
                "packline_webhook_events_total", .counter, "New events that the OMS sent, by type.",
                events.sorted { $0.key < $1.key }.map { MetricSample(Double($0.value), [.init("event", $0.key)]) }),
        ]
    }
}
