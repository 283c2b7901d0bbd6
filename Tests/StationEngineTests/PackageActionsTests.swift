import Language
import OMS
import OMSSandbox
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

@Suite("What a bench sets and prints", .timeLimit(.minutes(1)))
struct PackageActionsTests {
    @Test("a fact is set at the OMS, told, and read back into the mirror")
    func change() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            engine.take(
                .change(.remoteID("R-77"), package: package, scan: 1),
                .change(.extraInformation(["desi": "4.5"]), package: package, scan: 2))
            // Of two readings that run at once, one that shows both changes is enough.
            await engine.events.until { events in
                events.outcomes.count == 2
                    && events.opened.last.map { $0.package.remoteID == "R-77" && $0.package.raw.contains("4.5") }
                        ?? false
            }
            #expect(engine.events.now.outcomes.values.allSatisfy { $0 == .done(nil) })
            let there = try await bench.sandbox.package(Int64(package))
            #expect(engine.events.now.opened.last?.package.raw == there)
            #expect(try await engine.store.package(package)?.raw == there)
            await engine.end()
        }
    }

    @Test("a change whose answer is lost is not known, and what the OMS refuses is told in its words")
    func lost() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, paths: ["*/set_remote_id/"], times: 1)])
            engine.take(.change(.remoteID("R-1"), package: package, scan: 1))
            await engine.events.until { $0.outcomes[1] != nil }
            guard case .unknown? = engine.events.now.outcomes[1] else {
                Issue.record("\(String(describing: engine.events.now.outcomes[1]))")
                return
            }
            engine.take(.change(.remoteID(""), package: package, scan: 2))
            await engine.events.until { $0.outcomes[2] != nil }
            guard case .refused(let why)? = engine.events.now.outcomes[2] else {
                Issue.record("\(String(describing: engine.events.now.outcomes[2]))")
                return
            }
            #expect(!why.isEmpty)
            await engine.end()
        }
    }

    @Test("an invoice goes to the tool that was asked for, and why it could not is told")
    func invoice() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start { settings in
                settings.documents = DocumentTools(
                    text: { html in [html.contains("<html") ? "a page" : html] },
                    print: { _ in throw OutOfPaper() }, save: { _, name in "/tmp/\(name)" })
            }
            await engine.ready()
            let package = try #require(try await bench.packages("Packed").first)
            for (scan, use) in DocumentUse.allCases.enumerated() {
                engine.take(.invoice(package: package, use, scan: scan))
            }
            let events = await engine.events.until { $0.documents.count == 3 }
            guard case .text? = events.documents[0] else {
                Issue.record("\(events.documents)")
                return
            }
            #expect(events.documents[1] == .notDone(.print, .verbatim("out of paper")))
            let number = try await bench.sandbox.look(at: Int64(package)).number
            #expect(events.documents[2] == .saved("/tmp/invoice-\(number).html"))
            await engine.end()
        }
    }

    @Test("an answer that is no document is said to be one, without its bytes")
    func garbage() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages("Packed").first)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.garbage, paths: ["*/invoice_document/"])])
            engine.take(.invoice(package: package, .show, scan: 1))
            let events = await engine.events.until { $0.documents.count == 1 }
            guard case .failed(let why)? = events.documents[1] else {
                Issue.record("\(events.documents)")
                return
            }
            #expect(why.contains("invoice_document"))
            #expect(
                why.english.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" && $0.properties.generalCategory != .control })
            await engine.end()
        }
    }

    private struct OutOfPaper: Error, CustomStringConvertible { let description = "out of paper" }
}
