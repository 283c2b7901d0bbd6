import AllocationCounter
import Station
import StationTesting
import Testing

/// What the model allocates, as it is compiled for tests: about as often as in the program, or more often.
@Suite("Allocations")
struct AllocationTests {
    /// How often a thing allocates once it has been done before; nil where that is not counted.
    private func allocations(_ work: () -> Void) -> Int? {
        work()
        let before = packline_allocation_count()
        work()
        let after = packline_allocation_count()
        return before < 0 ? nil : after - before
    }

    /// A model at work that is driven without the driver, which allocates itself.
    private let station = StationDriver.open(Sample.coat).station

    @Test("a key at the prompt: at most 20")
    func key() {
        var station = station
        var time = station.now.uptime
        let count = allocations {
            time += 500
            _ = station.handle(.keys([.character("7")]), at: Moment(uptime: time, wall: station.now.wall))
        }
        #expect((count ?? 0) <= 20, "\(count ?? 0)")
    }

    @Test("a scan of 13 characters that checks an item: at most 1,400, those of each key among them")
    func scan() {
        var station = station
        var time = station.now.uptime
        let keys = "8690001157692\r".unicodeScalars.map { KeyInput.character($0) }
        let count = allocations {
            time += 5_000
            for key in keys {
                time += 2
                _ = station.handle(.keys([key]), at: Moment(uptime: time, wall: station.now.wall))
            }
        }
        let checked = station.bench.map { open in open.lines.map { open.session.checked($0) }.reduce(0, +) }
        #expect(checked == 2)
        #expect((count ?? 0) <= 1_400, "\(count ?? 0)")
    }
}
