import Language
import OMSSandbox
import Station
import Testing

@testable import StationEngine

@Suite("The language that is chosen at the bench", .timeLimit(.minutes(1)))
struct ChosenLanguageTests {
    @Test("is spoken at the next start, and where none was chosen nothing is said of it")
    func kept() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            let first = await engine.events.until { $0.fillingsEnded > 0 }
            #expect(first.language == nil)
            engine.take(.spoke(.turkish))
            await engine.drain()
            await engine.end()

            let next = try await bench.start()
            #expect(await next.events.until { $0.fillingsEnded > 0 }.language == .turkish)
            await next.end()
        }
    }
}
