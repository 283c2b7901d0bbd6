import Foundation
import Language
import OMS
import OMSSandbox
import Station
import StationStore
import StationTesting
import TaskSignals
import Testing

@testable import StationEngine

/// A kill is what it leaves behind: the files as they are at that moment.
///
/// They are copied, and the next station works on
/// the copy, while the one that was killed is stopped where it was.
@Suite("A station that is killed", .timeLimit(.minutes(1)))
struct CrashTests {
    /// Each point at which a station can be killed: what the next one finds in the outbox, and what the OMS had applied.
    struct CrashPoint: CustomTestStringConvertible {
        let testDescription: String
        let step: CommandStep
        var kind = CommandKind.pack
        let found: [CommandStage]
        let applied: Int
    }

    static let points = [
        CrashPoint(testDescription: "before write", step: .accepting, found: [], applied: 0),
        CrashPoint(testDescription: "after write", step: .accepted, found: [.queued], applied: 0),
        CrashPoint(
            testDescription: "after write of one that needs no reading", step: .accepted, kind: .prepare,
            found: [.unknown], applied: 0),
        CrashPoint(testDescription: "after the reading before the pack", step: .read, found: [.queued], applied: 0),
        CrashPoint(testDescription: "after answer", step: .answered, found: [.unknown], applied: 1),
        CrashPoint(testDescription: "after read back", step: .readBack, found: [.applied], applied: 1),
    ]

    @Test("loses no command that it accepted and repeats none, wherever it was", arguments: points)
    func killed(at point: CrashPoint) async throws {
        let (step, found, applied) = (point.step, point.found, point.applied)
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let intent = try await bench.intent(point.kind, package)
            let halt = StopPoint(at: step)
            let victim = try await bench.start { $0.passing = halt.pass }
            await victim.ready()
            victim.take(.run(intent, scan: 1))
            await halt.reached()
            try bench.copy("a", to: "b")
            #expect(try await bench.applied(to: package).count == applied)

            let store = try await StationDatabase.open(at: bench.file("b"), now: .now)
            #expect(try await store.entries(limit: 9).map(\.stage) == found)
            #expect(store.opening.interrupted == found.count { $0 == .unknown })
            try store.close()
            let next = try await bench.start("b")
            await next.ready()
            if step == .accepting {
                // It was never acknowledged: the packer gives it again.
                next.take(.run(intent, scan: 1))
            }
            let events = await next.events.until { $0.isSettled(1) }
            #expect(events.commands(of: package).map(\.stage) == [.applied])
            #expect(try await bench.applied(to: package) == [point.kind == .pack ? "complete-packaging" : "prepare"])
            let state = point.kind == .pack ? "Packed" : "Preparing"
            await next.events.until { $0.index[package]?.state.name == state }
            await next.end()
            await victim.end()
        }
    }

    @Test("after send, and before the answer came, finds out what became of the command")
    func killedAfterSending() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let intent = try await bench.intent(.pack, package)
            let victim = try await bench.start()
            await victim.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.silence, paths: ["*/command/"], times: 1, seconds: 60)])
            victim.take(.run(intent, scan: 1))
            while try await bench.applied(to: package).isEmpty { await Task.yield() }
            try bench.copy("a", to: "b")
            let next = try await bench.start("b")
            let events = await next.events.until { $0.isSettled(1) }
            #expect(events.commands(of: package).map(\.stage) == [.applied])
            #expect(bench.asked(package) == 1)
            #expect(
                events.troubles == [
                    "1 command was being sent when the station ended last: the OMS is asked what became of it."
                ])
            await next.end()
            await victim.end()
        }
    }

    @Test("before a package was read back, reads it before it sends what the package offered then")
    func killedBeforeReadingBack() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let victim = try await bench.start()
            await victim.ready()
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.silence, paths: ["*/packages/\(package)/"], seconds: 60)
            ])
            victim.take(.run(try await bench.intent(.prepare, package), scan: 1))
            await victim.events.until { $0.commands(of: package).map(\.stage) == [.applied] }
            try bench.copy("a", to: "b")

            // Only the package itself can show the next station its state.
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.silence, paths: ["*/packages/"], seconds: 60),
                Fault(.status, paths: ["*/command/"], times: 1, status: 500),
            ])
            let next = try await bench.start("b")
            next.take(.run(CommandIntent(package: package, kind: .pack, name: "pack"), scan: 2))
            let events = await next.events.until {
                $0.commands.count == 2 && $0.commands.values.allSatisfy(\.isDealtWith)
            }
            #expect(events.commands(of: package).map(\.stage) == [.applied, .applied], "\(events.summary)")
            #expect(try await bench.applied(to: package) == ["prepare", "complete-packaging"])
            await next.end()
            await victim.end()
        }
    }

    @Test("has the scans and checks that it answered, and numbers go on")
    func records() async throws {
        try await EngineBench.run { bench in
            let victim = try await bench.start()
            await victim.ready()
            let answer = ScanAnswer(
                number: 1, input: "869", meaning: .item, outcome: .ok, package: "1", message: .kept(.verbatim("1 of 2"))
            )
            let session = PackingSession(package: 5, checks: [.init(line: "869", count: 1)])
            victim.take(
                .journal(ScanRecord(answer: answer, canonical: answer.input, packageID: 5, time: .now)), .save(session),
                .answer(answer))
            await victim.drain()
            try bench.copy("a", to: "b")
            let next = try await bench.start("b")
            #expect(await next.events.until { !$0.sessions.isEmpty }.sessions == [session])
            next.take(
                .journal(ScanRecord(answer: answer, canonical: answer.input, packageID: 5, time: .now)),
                .forget(package: 5))
            await next.drain()
            #expect(try await next.store.lastScans(9).map(\.number) == [1, 2])
            #expect(try await next.store.sessions() == [:])
            await next.end()
            await victim.end()
        }
    }
}

/// Stops an engine for good at a step, as a kill does.
final class StopPoint: Sendable {
    private let step: CommandStep
    private let wake = WakeSignal()

    init(at step: CommandStep) { self.step = step }

    @Sendable func pass(_ step: CommandStep) async {
        guard step == self.step else { return }
        wake.signal()
        try? await Task.sleep(for: .seconds(3_600))
    }

    func reached() async { await wake.wait() }
}

extension EngineBench {
    /// Copies a station's files as they are now, as the disk cache holds them after a kill.
    func copy(_ name: String, to other: String) throws {
        let (from, to) = (URL(fileURLWithPath: file(name)), URL(fileURLWithPath: file(other)))
        try FileManager.default.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: from.path + suffix) {
            try FileManager.default.copyItem(atPath: from.path + suffix, toPath: to.path + suffix)
        }
    }
}
