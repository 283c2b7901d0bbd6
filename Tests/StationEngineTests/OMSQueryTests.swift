import Language
import OMS
import OMSClient
import OMSSandbox
import Station
import StationTesting
import Testing

@testable import StationEngine

@Suite("What the OMS is asked for with a filter", .timeLimit(.minutes(1)))
struct InquiryTests {
    @Test("every package that meets the conditions is told, page by page, and kept in the mirror")
    func pages() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start { $0.pageSize = 5 }
            await engine.ready()
            engine.take(.inquire([.stateValue: "100"], number: 7))
            let events = await engine.events.until { $0.queries.last?.end == .complete }
            #expect(events.queries.allSatisfy { $0.number == 7 && $0.ignored.isEmpty })
            #expect(events.queries.count > 1)
            #expect(Set(events.queries.flatMap(\.ids)) == Set(try await bench.packages("Waiting")))
            await engine.end()
        }
    }

    @Test("a condition that the OMS takes no notice of is named, and what does not fit is left out")
    func ignored() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start(client: {
                $0.dialect.parameterNames = ParameterNames(["state__enum_value": "nobody_knows_this"])
            })
            await engine.ready()
            engine.take(.inquire([.stateValue: "100"], number: 1))
            let events = await engine.events.until { $0.queries.last?.end == .complete }
            #expect(Set(events.queries.flatMap(\.ignored)) == [.stateValue])
            #expect(Set(events.queries.flatMap(\.ids)) == Set(try await bench.packages("Waiting")))
            await engine.end()
        }
    }

    @Test("of a date that is ignored the wrong rows are left out, and what no row shows is named as not checked")
    func notChecked() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start { $0.pageSize = 5 }
            await engine.ready()
            bench.sandbox.faults = FaultProfile(
                faults: [Fault(.ignore, parameters: ["order__date_placed__lte", "order__channel"])])
            engine.take(.inquire([.placedTo: "2001-01-01", .channel: "2"], number: 1))
            let events = await engine.events.until { $0.queries.last?.end == .complete }
            #expect(events.queries.allSatisfy { $0.ids.isEmpty && $0.ignored == [.placedTo] && $0.unchecked.isEmpty })
            engine.take(.inquire([.channel: "2"], number: 2))
            let second = await engine.events.until {
                $0.queries.last?.number == 2 && $0.queries.last?.end == .complete
            }
            #expect(second.queries.filter { $0.number == 2 }.allSatisfy { $0.unchecked == [.channel] })
            await engine.end()
        }
    }

    @Test("another question takes the place of the one before, and an OMS that fails is told with its words")
    func replaced() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: ["*/packages/"], status: 503)])
            engine.take(.inquire([.stateValue: "100"], number: 1), .inquire([.stateValue: "200"], number: 2))
            let events = await engine.events.until { !$0.queries.isEmpty }
            #expect(events.queries.map(\.number) == [2])
            guard case .failed(let why)? = events.queries.first?.end else {
                Issue.record("it did not fail: \(events.queries)")
                return
            }
            #expect(why.contains("503"))
            await engine.end()
        }
    }
}
