import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import Synchronization
import Testing

@testable import StationEngine

@Suite("Readings of one package that are under way at once", .timeLimit(.minutes(1)))
struct ReadingTurnsTests {
    @Test("one is kept after the other, and an older one never behind a newer one")
    func order() async {
        let turns = ReadingTurns()
        let (older, newer) = (turns.begin(), turns.begin())
        let (hasBegun, mayEnd) = (Bell(), Bell())
        let kept = Kept()
        await withTaskGroup { group in
            group.addTask {
                await turns.inTurn(of: 7) {
                    guard turns.isNewest(older, of: 7, .package) else { return }
                    hasBegun.ring()
                    await mayEnd.heard()
                    kept.put(older)
                }
            }
            await hasBegun.heard()
            group.addTask {
                await turns.inTurn(of: 7) {
                    if turns.isNewest(newer, of: 7, .package) { kept.put(newer) }
                }
            }
            await turns.inTurn(of: 8) { #expect(kept.all == [], "another package does not wait") }
            mayEnd.ring()
        }
        #expect(kept.all == [older, newer])
        #expect(!turns.isNewest(older, of: 7, .package))
    }

    @Test("a package that is opened from the disk is told behind a reading that is being kept, never before it")
    func open() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let store = try await StationStore.open(at: bench.file(), now: .now)
            let settings = EngineSettings(now: { .now })
            let told = Told()
            let post = Post(numbers: ScanNumbers(earlier: 0)) { told.learn($0) }
            let client = OMSClient(
                settings: try OMSClientSettings(
                    baseURL: bench.sandbox.baseURL, authorization: Authorization(token: bench.sandbox.token)))
            let reader = PackageReader(
                settings: settings, store: store,
                wire: OMSWire(client: client, settings: settings, post: post, returned: []), post: post)
            let newer = try #require(Package(raw: try await bench.sandbox.package(Int64(package))))
            let hasBegun = Bell()
            await withTaskGroup { group in
                await reader.turns.inTurn(of: package) {
                    group.addTask {
                        hasBegun.ring()
                        await reader.open(package)
                    }
                    await hasBegun.heard()
                    for _ in 1...100 { await Task.yield() }
                    #expect(told.now.gone.isEmpty && told.now.opened.isEmpty)
                    _ = try? await store.upsert([newer], readAt: .now)
                }
            }
            #expect(told.now.opened.map(\.package) == [newer])
            client.close()
            try store.close()
        }
    }

    /// Turns in the order in which they were kept.
    private final class Kept: Sendable {
        private let list = Mutex<[Int]>([])

        var all: [Int] { list.withLock(\.self) }

        func put(_ turn: Int) { list.withLock { $0.append(turn) } }
    }

    @Test("one that brings the history counts for that, where a later one brought the package alone")
    func parts() {
        let turns = ReadingTurns()
        let (whole, alone) = (turns.begin(), turns.begin())
        #expect(turns.isNewest(alone, of: 7, .package))
        #expect(!turns.isNewest(whole, of: 7, .package))
        #expect(turns.isNewest(whole, of: 7, .history))
    }
}
