import Language
import OMSSandbox
import Station
import Testing

@testable import StationEngine

@Suite("The language and the packer that are said at the bench", .timeLimit(.minutes(1)))
struct ChosenAtBenchTests {
    @Test("are there again at the next start, and where nothing was said nothing is")
    func kept() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            let first = await engine.events.until { $0.fillingsEnded > 0 }
            #expect(first.language == nil && first.packer == nil)
            engine.take(.spoke(.turkish))
            engine.take(.packer("Ayşe"))
            await engine.drain()
            await engine.end()

            let next = try await bench.start()
            let second = await next.events.until { $0.fillingsEnded > 0 }
            #expect(second.language == .turkish && second.packer == "Ayşe")
            await next.end()
        }
    }
}
