import Barcode
import Foundation
import OMS
import Station

/// What the station's index of packages costs; `.ci/measure-index` builds and runs it.
@main
struct Index {
    static func main() {
        let counts = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        for count in counts.isEmpty ? [100_000, 1_000_000] : counts { measure(count) }
    }

    private static func measure(_ count: Int) {
        print("\(count) packages")
        var packages = (1...count).map { package($0) }
        packages.sort { ($0.due?.microseconds ?? 0, $0.id) < ($1.due?.microseconds ?? 0, $1.id) }
        var station = StationModel(settings: StationSettings(), at: Moment(uptime: 0, wall: now))
        var index = PackageIndex()
        report("index made", once: { index = PackageIndex(packages) })
        report("list made", once: { _ = station.handle(.mirror(index), at: station.now) })
        index = PackageIndex()

        for words in ["istanbul", "ayse", "8690", "000012", "1006", "zzz"] { type(words, into: &station) }
        report("a number is found", 1_000) { turn in
            station.index.packages(called: CodeReading(packages[turn &* 7 % count].number, settings)).count
        }
        report("goods are found", 1_000) { turn in
            let code = CodeReading(packages[turn &* 7 % count].itemCodes[0], settings)
            return station.index.firstPackage(needing: code) { $0.state.name == "Waiting" } == nil ? 0 : 1
        }
        report("nothing is found", 1_000) { turn in
            let code = CodeReading("XYZ\(turn)", settings)
            return station.index.packages(called: code).count + (station.index.isNeeded(code) ? 0 : 1)
        }
        report("the cursor moves", 1_000) { _ in
            station.handle(.keys([.command(.down)]), at: station.now).count + 1
        }
        for changed in [1, 100] {
            report("\(changed) changed", 20) { turn in
                let changes = (0..<changed).map { package(1 + (turn &* 7_919 &+ $0 &* 31) % count, "Preparing") }
                return station.handle(.changed(changes, removed: []), at: station.now).count + 1
            }
        }
        print("memory: \(memory()) MiB\n")
    }

    private static let settings = CodeReader.Settings()
    private static let now = Timestamp(microseconds: 1_790_000_000_000_000)

    /// Types a filter letter by letter, and says what each letter took and how many packages it left.
    private static func type(_ words: String, into station: inout StationModel) {
        _ = station.handle(.keys([.command(.filter)]), at: station.now)
        var lines: [String] = []
        for scalar in words.unicodeScalars {
            let time = ContinuousClock().measure { feed(scalar, to: &station) }
            lines.append("\(scalar) \(milliseconds(time)) ms (\(station.list.count))")
        }
        print("filter " + lines.joined(separator: ", "))
        _ = station.handle(.keys([.command(.back)]), at: station.now)
    }

    /// A key that is pressed by hand: half a second after the one before.
    private static func feed(_ scalar: Unicode.Scalar, to station: inout StationModel) {
        let time = Moment(uptime: station.now.uptime + 500, wall: now)
        _ = station.handle(.keys([.character(scalar)]), at: time)
    }

    private static func report(_ name: String, once work: () -> Void) {
        print("\(name): \(milliseconds(ContinuousClock().measure(work))) ms")
    }

    /// Runs something several times, and prints the median and the greatest of what it took.
    private static func report(_ name: String, _ turns: Int, _ work: (Int) -> Int) {
        var sum = 0
        let times = (0..<turns).map { turn in ContinuousClock().measure { sum &+= work(turn) } }.sorted()
        guard sum > 0 else { fatalError("nothing came of it: \(name)") }
        print("\(name): \(milliseconds(times[turns / 2])) ms, at most \(milliseconds(times[turns - 1])) ms")
    }

    private static func milliseconds(_ time: Duration) -> String {
        String(format: "%.3f", time / .milliseconds(1))
    }

    private static func memory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    /// A generated package, distributed as real ones are: few cities and states, hundreds of goods, thousands of names.
    private static func package(_ id: Int, _ state: String? = nil) -> PackageSummary {
        var random = UInt64(id) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        func pick(_ count: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % count
        }
        let states = [
            ("Waiting", "100"), ("Preparing", "200"), ("Ready for Packaging", "400"), ("Out of Stock", "920"),
        ]
        let chosen = states[pick(states.count)]
        let goods = (0...pick(4)).flatMap { _ -> [String] in
            let product = pick(400)
            return ["86900\(String(10_000_000 + product).dropFirst())", "1\(String(1_000_000 + product).dropFirst())"]
        }
        return PackageSummary(
            id: id, number: String(String(1_000_000_000 + id).dropFirst()), orderNumber: String(100_000_000 + id / 2),
            trackingNumber: id % 3 == 0 ? "7330\(pick(1_000_000_000))" : nil,
            state: PackageState(name: state ?? chosen.0, enumValue: state == nil ? chosen.1 : "200"),
            units: goods.count,
            customer: "\(firstNames[pick(firstNames.count)]) \(lastNames[pick(lastNames.count)])",
            city: cities[pick(cities.count)],
            due: Timestamp(microseconds: now.microseconds + Int64(pick(200)) * 60_000_000), itemCodes: goods)
    }

    private static let cities = [
        "İstanbul", "Ankara", "İzmir", "Bursa", "Adana", "Konya", "Isparta", "Şanlıurfa", "Çanakkale", "Muğla",
    ]
    private static let firstNames = many(["Ayşe", "Mehmet", "İrem", "Çağla", "Özgür", "Işıl"], 60)
    private static let lastNames = many(["Bulut", "Yılmaz", "Şahin", "Öztürk", "Güneş"], 200)

    private static func many(_ names: [String], _ count: Int) -> [String] {
        (0..<count).map { names[$0 % names.count] + "\($0 / names.count)" }
    }
}
