import OMS
import OMSSandbox
import Station
import StationStore
import Testing

@testable import StationEngine

/// Two benches share one OMS, and both are given the same parcels by mistake.
@Suite("Two stations on one OMS", .timeLimit(.minutes(3)))
struct TwoStationsTests {
    private static let commands = ["*/packages/*/command/"]

    /// A third of the commands is lost before the OMS, a third has its answer lost.
    private static let faults = FaultProfile(
        seed: 3,
        faults: [
            Fault(.resetBefore, probability: 0.33, paths: commands),
            Fault(.resetAfter, probability: 0.33, paths: commands),
        ])

    @Test("never double a command: each is applied once, whoever gave it, and both learn what became of it")
    func shared() async throws {
        try await EngineBench.run { bench in
            let packages = try await bench.packages()
            let (here, there) = (try await bench.start("a"), try await bench.start("b"))
            await here.ready()
            await there.ready()
            bench.sandbox.faults = Self.faults
            for package in packages {
                let intent = CommandIntent(package: package, kind: .pack, name: "pack")
                here.take(.run(intent, scan: nil))
                there.take(.run(intent, scan: nil))
            }
            for engine in [here, there] {
                await engine.events.until { events in
                    events.commands.count == packages.count
                        && events.commands.values.allSatisfy(\.isDealtWith)
                }
            }
            for package in packages {
                #expect(try await bench.applied(to: package) == ["complete-packaging"], "package \(package)")
                let ends = [here, there].compactMap { $0.events.now.commands(of: package).first?.stage }
                #expect(ends.contains(.applied), "package \(package): \(ends)")
                #expect(Set(ends).isSubset(of: [.applied, .refused]), "package \(package): \(ends)")
            }
            await here.end()
            await there.end()
        }
    }

    @Test("what one does is seen at the other, without anybody asking there")
    func seen() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let here = try await bench.start("a")
            let there = try await bench.start("b") { $0.changesEvery = .seconds(100) }
            await here.ready()
            await there.ready()
            _ = await here.run(try await bench.intent(.pack, package))
            await there.events.until { $0.index[package]?.state.name == "Packed" }
            await here.end()
            await there.end()
        }
    }
}
