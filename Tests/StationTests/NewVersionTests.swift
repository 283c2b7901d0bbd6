import Station
import StationTesting
import Testing

@Suite("A new version that is installed while a bench works")
struct NewVersionTests {
    @Test("it is looked for once a minute, until one is there, and nothing else happens")
    func lookedFor() {
        var bench = StationDriver.atWork().unstated
        bench.send(.minute)
        #expect(bench.effects == [.lookForNewVersion])
        #expect(!bench.station.hasNewVersion)
        bench.send(.replaced)
        #expect(bench.station.hasNewVersion)
        bench.send(.minute)
        #expect(!bench.effects.contains(.lookForNewVersion))
        #expect(!bench.station.hasQuit && bench.station.alerts.isEmpty)
    }
}
