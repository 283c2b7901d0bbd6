import Foundation
import OMS
import OMSSandbox
import Testing

extension EndToEnd {
    /// A shift of eight hours in fast motion: five seconds are a minute of it.
    ///
    /// In each packages arrive and old ones leave, everything that has come is packed, many scans are wrong, and the OMS is away for
    /// a part. `PACKLINE_TORTURE=long` gives the whole shift in 40 minutes: 200,000 scans and 20,000 packages; else the first
    /// twelve minutes of it, or `PACKLINE_MINUTES`.
    @Suite("A shift in fast motion", .timeLimit(.minutes(120)))
    struct SoakTests {
        private static let variables = ProcessInfo.processInfo.environment
        private static let isLong = variables["PACKLINE_TORTURE"] == "long"
        private static let minutes = variables["PACKLINE_MINUTES"].flatMap { Int($0) } ?? (isLong ? 480 : 12)
        private static let minute: Duration = .seconds(5)

        @Test("what goes through leaves nothing behind: memory, descriptors and the log stay as they are")
        func soak() async throws {
            let folder = try Folder()
            let oms = try await Sandbox.start(SandboxSettings(packages: 2_000, seed: 7))
            let environment = [
                "PACKLINE_OMS_URL": oms.baseURL, "PACKLINE_OMS_TOKEN": oms.token, "PACKLINE_STATION_LOCATION": "369",
                "PACKLINE_STATION_STATE_FOLDER": "\(folder.path)/state", "PACKLINE_SCANNER_DOUBLE_READ_MS": "0",
                "PACKLINE_STATION_FORCE": "never",
            ]
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)
            let program = try PipedProgram(["scan", "--json", "--wait", "120"], environment)
            var shift = Shift(oms: oms, program: program)
            try await shift.begin()
            var usage: [ProgramUsage] = []
            let begun = ContinuousClock.now
            for minute in 0..<Self.minutes {
                try await shift.work(minute)
                usage.append(try ProgramUsage(of: program.id, state: "\(folder.path)/state"))
                try await Task.sleep(until: begun + Self.minute * (minute + 1))
                if (minute + 1).isMultiple(of: 24) { print("soak: minute \(minute + 1), \(usage[minute].words)") }
            }
            program.finish()
            // Lines were wrong: it says so with 65.
            #expect(await program.ended().status == 65)
            try await shift.judge()
            await oms.stop()
            judge(usage)
            print("soak: \(shift.scans) scans, \(shift.arrivals) packages, \(shift.given.count) packs;")
            for (name, minute) in [("first", 0), ("half", usage.count / 2), ("last", usage.count - 1)] {
                print("soak: \(name) minute: \(usage[minute].words)")
            }
        }

        /// Memory is compared in the second half alone, and in a whole shift: before it grows to what it needs.
        private func judge(_ usage: [ProgramUsage]) {
            let second = usage.suffix(usage.count / 2)
            let (third, last) = (second.prefix(second.count / 2), second.suffix(second.count / 2))
            func median(_ part: ArraySlice<ProgramUsage>, _ value: KeyPath<ProgramUsage, Int>) -> Int {
                part.map { $0[keyPath: value] }.sorted()[part.count / 2]
            }
            let descriptors = (median(third, \.descriptors), median(last, \.descriptors))
            #expect(descriptors.1 <= descriptors.0 + 2, "descriptors")
            // Five files of two megabytes, each of which may end with one line more.
            #expect(usage.map(\.logBytes).max() ?? 0 < 11_000_000, "bytes of the log")
            guard Self.isLong else { return }
            let memory = (median(third, \.residentKiB), median(last, \.residentKiB))
            #expect(
                Double(memory.1) < 1.05 * Double(memory.0),
                "KiB of memory in the third and in the last quarter: \(memory)")
        }
    }
}

/// What a program uses of the machine at a moment.
private struct ProgramUsage {
    /// Memory that is resident.
    let residentKiB: Int
    /// Open file descriptors.
    let descriptors: Int
    /// The bytes of its log files, and of all files in its state folder.
    let logBytes: Int, stateBytes: Int

    init(of process: Int32, state: String) throws {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        residentKiB = status.firstMatch(of: /VmRSS:\s+(\d+)/).flatMap { Int($0.1) } ?? 0
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        var (log, all) = (0, 0)
        for file in try FileManager.default.subpathsOfDirectory(atPath: state) {
            // A file may be gone by now, as SQLite's own come and go.
            let bytes = (try? FileManager.default.attributesOfItem(atPath: "\(state)/\(file)")[.size] as? Int) ?? 0
            all += bytes
            if file.contains("packline.log") { log += bytes }
        }
        (logBytes, stateBytes) = (log, all)
    }

    var words: String {
        "\(residentKiB / 1_024) MiB, \(descriptors) descriptors, log \(logBytes / 1_000) KB, state \(stateBytes / 1_000) KB"
    }
}

/// The work of a shift: what arrives, what is scanned, and what leaves.
private struct Shift {
    let oms: Sandbox
    let program: PipedProgram
    private(set) var scans = 0
    private(set) var arrivals = 0
    /// The packages whose pack was taken.
    private(set) var given: Set<Int> = []
    private var waiting: [[Int64]] = []
    private var done: [[Int64]] = []

    init(oms: Sandbox, program: PipedProgram) { (self.oms, self.program) = (oms, program) }

    private static let (arrivalsAMinute, scansAMinute) = (42, 445)
    /// Minutes until an arrival is known to the station, which asks for changes every 15 seconds, and until what is packed leaves.
    private static let (untilKnown, untilLeft) = (5, 6)

    /// Packs what was there before, until the first arrivals are known.
    mutating func begin() async throws {
        let there = try await oms.packages(inState: "Waiting", at: "369", limit: 30 * Self.untilKnown).map(\.id)
        waiting = stride(from: 0, to: there.count, by: 30).map { Array(there[$0..<min($0 + 30, there.count)]) }
    }

    /// One minute: packages come, and what came some minutes ago is packed, for a part of the time without the OMS.
    mutating func work(_ minute: Int) async throws {
        waiting.append(try await oms.arrive(Self.arrivalsAMinute))
        arrivals += Self.arrivalsAMinute
        let ids = waiting.removeFirst()
        var packages: [Package] = []
        for id in ids {
            guard let package = Package(try JSONDocument(try await oms.package(id)).root),
                package.stockLocation?.erpCode == "369", package.state.name == "Waiting"
            else { continue }
            packages.append(package)
        }
        let codes = packages.flatMap(\.codes)
        let mistakes = max(0, Self.scansAMinute - codes.count - 2 * packages.count) / max(1, packages.count)
        for (place, package) in packages.enumerated() {
            if place == packages.count / 3 {
                oms.faults = FaultProfile(seed: 1, faults: [Fault(.status, probability: 1, status: 503)])
            }
            if place == packages.count * 2 / 3 { oms.faults = FaultProfile(seed: 1, faults: []) }
            let wrong = (0..<mistakes).compactMap { _ in codes.randomElement() }.filter { !package.codes.contains($0) }
            try await scan([package.number] + wrong + package.codes + ["pack"])
        }
        oms.faults = FaultProfile(seed: 1, faults: [])
        // What has left is noticed when everything is read again.
        if minute % 24 == 8 { try await scan(["refresh"]) }
        done.append(ids)
        guard done.count > Self.untilLeft else { return }
        for id in done.removeFirst() { try await oms.remove(id) }
    }

    /// Gives lines, and waits for an answer to each.
    private mutating func scan(_ lines: [String]) async throws {
        program.give(lines)
        var left = lines.count
        let end = ContinuousClock.now + .seconds(60)
        while left > 0 {
            guard ContinuousClock.now < end, !program.hasEnded else {
                throw WaitedInVain(description: "\(left) of \(lines.count) lines have no answer: \(lines)")
            }
            await program.answered(1, within: .seconds(5))
            for answer in program.takeAnswers() {
                let code = answer["code"].string
                // What becomes of a command is told by itself.
                if code != "command-applied" { left -= 1 }
                if code == "command-queued", let package = answer["package"].string.flatMap({ Int($0) }) {
                    given.insert(package)
                }
            }
        }
        scans += lines.count
    }

    /// Each pack that was taken was applied once, and no other.
    func judge() async throws {
        let applied = Dictionary(grouping: try await oms.appliedCommands(), by: \.package)
        #expect(applied.allSatisfy { $0.value.map(\.slug) == ["complete-packaging"] })
        #expect(Set(applied.keys.map { Int($0) }).isSubset(of: given))
        // What was removed at the OMS has no log any more.
        #expect(applied.count > 0)
    }
}
