import Language
import OMS
import Station
import StationTesting
import Testing

/// What tests of several benches begin with.
protocol SharedBench {}

extension SharedBench {
    static var mehmet: PackageHolder {
        PackageHolder(
            bench: "bench 5", packer: "Mehmet", since: Timestamp(microseconds: 1_589_291_000_000_000), token: 4)
    }

    /// A bench of a warehouse with several.
    static func shared(_ settings: StationSettings? = nil) -> StationDriver {
        var bench = (settings.map { StationDriver.atWork($0) } ?? .atWork()).unstated
        bench.send(.sharing(.shared))
        return bench
    }

    /// The same with a package that was scanned and has come, and whose claim is not answered.
    static func open(_ package: Package, _ settings: StationSettings? = nil) -> StationDriver {
        var bench = shared(settings)
        bench.scan(package.number)
        #expect(bench.effects.contains(.claim(package: package.id, takingOver: nil)))
        bench.send(.opened(OpenedPackage(package: package, logs: nil)))
        return bench
    }

    static var program: StationSettings {
        var settings = StationSettings(station: "bench 3", location: "369")
        settings.acknowledgesItself = true
        return settings
    }

    func answers(_ bench: StationDriver) -> [String] {
        bench.effects.compactMap {
            if case .answer(let answer) = $0 { "\(answer.outcome.rawValue) \(answer.code.rawValue)" } else { nil }
        }
    }
}
