import Barcode
import Foundation
import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

/// A bench at which bytes come at given times, through the whole stack: pseudo-terminal, curses, keys, frames, station.
///
/// The clock is the test's, so that a scan takes the time that the test says and no other.
@ScreenActor
final class ScannerBench {
    /// The station behind the terminal.
    private(set) var station: StationModel
    /// What became of each scan: its number, its outcome, and what was said.
    private(set) var said: [String] = []
    /// What the journal was given, the raw frames among it.
    private(set) var journal: [ScanRecord] = []
    /// The sounds so far.
    private(set) var tones: [Tone] = []
    /// The commands that were given, by name and package.
    private(set) var commands: [String] = []
    /// Whether the mirror is slow: packages that are asked for come only with `deliver`.
    var isSlow = false

    private let packages: [Int: Package]
    private let terminal: PseudoTerminal
    private let screen: TerminalScreen
    private var time: Int64 = 1_000_000
    private var wake: Int64?
    private var asked: [Int] = []

    /// Runs a test at a bench where these packages are known, the first of them open if `opened` says so.
    static func run(
        _ packages: [Package] = [Sample.coat, Sample.mug, Sample.packed], opened: Package? = nil,
        _ change: (inout StationSettings) -> Void = { _ in }, _ test: (ScannerBench) throws -> Void
    ) throws {
        var settings = StationSettings(station: "bench 3", location: "369")
        change(&settings)
        let bench = try ScannerBench(packages, settings)
        defer { bench.screen.close() }
        if let opened {
            bench.scan(settings.codes.layout.received(opened.number))
            bench.forget()
        }
        try test(bench)
    }

    private init(_ packages: [Package], _ settings: StationSettings) throws {
        terminal = try PseudoTerminal()
        screen = try terminal.open()
        self.packages = Dictionary(uniqueKeysWithValues: packages.map { ($0.id, $0) })
        let start = Moment(uptime: time, wall: Timestamp(microseconds: 1_589_292_000_000_000))
        station = StationModel(settings: settings.using(.standard), at: start)
        handle(.mirror(PackageIndex(packages.map(PackageSummary.init))))
        handle(.reasons(Sample.reasons))
        handle(.connection(.online))
        handle(.fresh(start.wall))
    }

    // MARK: - What happens

    /// Sends bytes one by one, so many milliseconds apart; without a gap they come in one read.
    func send(_ bytes: [UInt8], gap: Int64) {
        for piece in gap == 0 ? [bytes[...]] : bytes.indices.map({ bytes[$0...$0] }) {
            advance(by: gap)
            write(piece)
        }
    }

    /// Sends text as it is written in UTF-8, each byte by itself.
    func send(_ text: String, gap: Int64 = 2) { send(Array(text.utf8), gap: gap) }

    /// Scans a second after what came before: two milliseconds a byte, an end, and the moment in which another label of
    /// the same shot could still come.
    func scan(_ code: String, end: String = "\r") {
        advance(by: 1_000)
        send(code + end)
        advance(by: 60)
    }

    /// Types as a person does.
    func type(_ text: String) { send(text, gap: 180) }

    /// Presses a key that sends these bytes, a second after what came before.
    func press(_ bytes: String) {
        advance(by: 1_000)
        send(bytes, gap: 0)
        advance(by: 100)
    }

    /// Lets time go by; the station is woken when it asked for it.
    func advance(by milliseconds: Int64) {
        let end = time + milliseconds
        if screen.keyWait == .rest, milliseconds >= 25 {
            time += 25
            let keys = screen.endKeyWait().flatMap(Keymap.standard.inputs)
            if !keys.isEmpty { handle(.keys(keys)) }
        }
        while let due = wake, due <= end {
            time = max(time, due)
            wake = nil
            handle(.woken)
        }
        time = end
    }

    /// Gives the terminal another size, as a window that is dragged.
    func resize(rows: UInt16, columns: UInt16) throws {
        try terminal.stty("rows", "\(rows)", "cols", "\(columns)")
        screen.adoptSize()
        var picture = StationScreen(english: station)
        if let viewport = picture.viewport(screen.size) {
            handle(.viewport(viewport))
        }
    }

    /// Takes the terminal again, as after a process was stopped and continued.
    func comeBack() { screen.resume() }

    /// Gives the packages that a slow mirror was asked for.
    func deliver() {
        let asked = asked
        self.asked = []
        for id in asked {
            handle(packages[id].map { .opened(OpenedPackage(package: $0, logs: nil)) } ?? .gone(package: id))
        }
    }

    /// Forgets results and sounds so far.
    func forget() { (said, journal, tones, commands) = ([], [], [], []) }

    // MARK: - What there is

    /// What is checked, a number a line: `1/1 0/2`.
    var checked: String {
        station.bench.map { bench in
            bench.lines.map { "\(bench.session.checked($0))/\($0.needed)" }.joined(separator: " ")
        } ?? "nothing is open"
    }

    /// What stands beside the prompt.
    var result: String { station.result.map { "\($0.word) \($0.text)" } ?? "" }

    /// The frames as they came.
    var raw: [String] { journal.map(\.answer.input) }

    // MARK: - Through the terminal

    private func write(_ bytes: ArraySlice<UInt8>) {
        // A terminal buffers 4,096 bytes.
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 1_024) {
            let piece = bytes[start..<min(start + 1_024, bytes.endIndex)]
            do {
                try terminal.person.write(contentsOf: Data(piece))
            } catch {
                Issue.record(error)
            }
            let keys = screen.readKeys().keys.flatMap(Keymap.standard.inputs)
            if !keys.isEmpty { handle(.keys(keys)) }
        }
    }

    private func handle(_ event: StationEvent) {
        let wall = Timestamp(microseconds: 1_589_292_000_000_000 + (time - 1_000_000) * 1_000)
        for effect in station.handle(event, at: Moment(uptime: time, wall: wall)) { take(effect) }
        if !isSlow, !asked.isEmpty { deliver() }
    }

    private func take(_ effect: Effect) {
        switch effect {
        case .wake(let time): wake = time
        case .answer(let answer): said.append("\(answer.number) \(answer.outcome.rawValue): \(answer.text)")
        case .journal(let record): journal.append(record)
        case .sound(let tone): tones.append(tone)
        case .open(let package):
            asked.append(package)
        case .run(let intent, _): commands.append("\(intent.name) on \(intent.package)")
        default: break
        }
    }
}
