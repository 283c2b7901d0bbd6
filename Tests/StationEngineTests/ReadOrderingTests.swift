import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import Synchronization
import TaskSignals
import Testing

@testable import StationEngine

@Suite("Readings of one package that are under way at once", .timeLimit(.minutes(1)))
struct ReadOrderingTests {
    @Test("one is kept after the other, and an older one never behind a newer one")
    func order() async {
        let ordering = ReadOrdering()
        let (older, newer) = (ordering.begin(), ordering.begin())
        let (hasBegun, mayEnd) = (WakeSignal(), WakeSignal())
        let kept = KeptReadings()
        await withTaskGroup { group in
            group.addTask {
                await ordering.inTurn(of: 7) {
                    guard ordering.isNewest(older, of: 7, .package) else { return }
                    hasBegun.signal()
                    await mayEnd.wait()
                    kept.put(older)
                }
            }
            await hasBegun.wait()
            group.addTask {
                await ordering.inTurn(of: 7) {
                    if ordering.isNewest(newer, of: 7, .package) { kept.put(newer) }
                }
            }
            await ordering.inTurn(of: 8) { #expect(kept.all == [], "another package does not wait") }
            mayEnd.signal()
        }
        #expect(kept.all == [older, newer])
        #expect(!ordering.isNewest(older, of: 7, .package))
    }

    @Test("a package that is opened from the disk is told behind a reading that is being kept, never before it")
    func open() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            let settings = EngineSettings(now: { .now })
            let events = EventRecorder()
            let sink = EventSink(numbers: ScanNumbers(earlier: 0)) { events.learn($0) }
            let client = OMSHTTPClient(
                settings: try OMSClientSettings(
                    baseURL: bench.sandbox.baseURL, authorization: Authorization(token: bench.sandbox.token)))
            let reader = PackageReader(
                settings: settings, store: store,
                oms: OMSConnection(client: client, settings: settings, sink: sink, returned: []), sink: sink)
            let newer = try #require(Package(raw: try await bench.sandbox.package(Int64(package))))
            let hasBegun = WakeSignal()
            await withTaskGroup { group in
                await reader.ordering.inTurn(of: package) {
                    group.addTask {
                        hasBegun.signal()
                        await reader.open(package)
                    }
                    await hasBegun.wait()
                    for _ in 1...100 { await Task.yield() }
                    #expect(events.now.gone.isEmpty && events.now.opened.isEmpty)
                    _ = try? await store.upsert([newer], readAt: .now)
                }
            }
            #expect(events.now.opened.map(\.package) == [newer])
            client.close()
            try store.close()
        }
    }

    @Test("a reading that a list of changes has overtaken shows what the list had")
    func list() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let known = try #require(Package(raw: try await bench.sandbox.package(Int64(package))))
            guard case .object(var members) = try JSONValue(text: known.raw) else { throw NoObject() }
            members["order_notes"] = "newer"
            members["modified_date"] = .string(Timestamp.now.advanced(bySeconds: 3_600).text)
            let newer = try #require(Package(raw: JSONValue.object(members).text))
            try await engine.store.upsert([newer], readAt: .now)
            let before = engine.events.now.opened.count
            engine.take(.read(package: package))
            let events = await engine.events.until { $0.opened.count > before }
            #expect(events.opened.last?.package.orderNotes == "newer")
            #expect(events.opened.last?.logs?.isEmpty == false)
            #expect(try await engine.store.package(package)?.orderNotes == "newer")
            await engine.end()
        }
    }

    private struct NoObject: Error {}

    /// Turns in the order in which they were kept.
    private final class KeptReadings: Sendable {
        private let list = Mutex<[Int]>([])

        var all: [Int] { list.withLock(\.self) }

        func put(_ turn: Int) { list.withLock { $0.append(turn) } }
    }

    @Test("one that brings the history counts for that, where a later one brought the package alone")
    func parts() {
        let ordering = ReadOrdering()
        let (whole, alone) = (ordering.begin(), ordering.begin())
        #expect(ordering.isNewest(alone, of: 7, .package))
        #expect(!ordering.isNewest(whole, of: 7, .package))
        #expect(ordering.isNewest(whole, of: 7, .history))
    }
}
