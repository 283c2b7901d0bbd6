import Foundation
import OMS
import PracticePrinter
import Printing
import Synchronization
import Testing

extension EndToEnd {
    /// Labels by the dozen through `packline scan`, to a printer that fails in every way, from a program that is killed
    /// again and again; what came out of the printer is the judge.
    ///
    /// `PACKLINE_TORTURE=long` gives 1,000 labels and 100 kills.
    @Suite("Torture of printing", .timeLimit(.minutes(1_000)))
    struct LabelTortureTests {
        private static let isLong = ProcessInfo.processInfo.environment["PACKLINE_TORTURE"] == "long"
        private static let labels = isLong ? 1_000 : 50
        private static let kills = isLong ? 100 : 5

        @Test("each label comes out once and in its turn, whatever happened to the printer and to the program")
        func torture() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(packages: Self.labels * 3, labels: "zpl", in: folder)
            let printer = try await FailingPrinter()
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            environment["PACKLINE_PRINTERS_ZEBRA_ADDRESS"] = "socket://127.0.0.1:\(printer.port)"
            environment["PACKLINE_PRINTERS_ZEBRA_ROLE"] = "label"
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)

            var left = try await oms.packable(Self.labels).map(\.number)
            let all = Set(left)
            let perLife = max(1, Self.labels / Self.kills)
            var lives = 0
            while !left.isEmpty {
                lives += 1
                let station = try PipedProgram(["scan", "--json", "--wait", "600"], environment)
                let given = Array(left.prefix(perLife))
                station.give(given.map { "pack \($0)" })
                // Killed while it answers, delivers or prints.
                await station.answered(given.count, within: .seconds(20))
                await station.answered(.max, within: .milliseconds(Int.random(in: 0...2_000)))
                let answered = Set(await station.kill().compactMap { $0["package"].string })
                left.removeAll(where: answered.contains)
            }
            // More than half of the labels bring a fault, after which the printer is asked again a second later or more.
            let last = try PipedProgram(["scan", "--json", "--wait", "\(600 + Self.labels * 6)"], environment)
            last.finish()
            let end = await last.ended()
            let jobs = try await BuiltProgram.run(["labels", "list", "--all", "--json"], environment: environment)
                .output.split(separator: "\n").compactMap { try? JSONDocument(String($0)).root }
            let unfinished = jobs.filter { $0["stage"].string != "printed" }.map {
                String(decoding: $0.raw, as: UTF8.self)
            }
            #expect(end.status == 0 && unfinished.isEmpty, "left: \(unfinished)")

            // What came out: one label of each package, in the order in which they were wanted.
            let printed = printer.numbers
            #expect(Set(printed) == all, "lost: \(all.subtracting(printed))")
            #expect(printed.count == all.count, "twice: \(printed.repeated)")
            let wanted = jobs.sorted { ($0["id"].int ?? 0) < ($1["id"].int ?? 0) }.compactMap { $0["number"].string }
            #expect(printed == wanted, "out of order")
            print("torture of printing: \(printed.count) labels, \(lives) kills, \(printer.faults) faults")
            await printer.stop()
        }
    }
}

/// A practice printer of which every tenth label brings each fault, and that somebody sees to a moment later.
private final class FailingPrinter: Sendable {
    private let printer: PracticePrinter
    private let state: StateBox

    private final class StateBox: Sendable {
        let numbers = Mutex<[String]>([])
        let faults = Mutex(0)
        let printer = Mutex<PracticePrinter?>(nil)
    }

    init() async throws {
        let state = StateBox()
        var settings = PracticePrinterSettings()
        settings.faults.millisecondsALabel = 5
        let printer = try await PracticePrinter.start(settings) { label in
            let number = label.label.texts.lazy.compactMap { $0.firstMatch(of: /Package (\d+)/)?.1 }.first
            state.numbers.withLock { $0.append(number.map(String.init) ?? "?") }
            Self.fail(state)
        }
        state.printer.withLock { $0 = printer }
        self.printer = printer
        self.state = state
    }

    var port: Int { printer.port }
    /// The numbers of the packages whose labels came out, in order.
    var numbers: [String] { state.numbers.withLock(\.self) }
    /// How many faults there were.
    var faults: Int { state.faults.withLock(\.self) }

    func stop() async { await printer.stop() }

    private static let kinds = [
        "paper-out-after=0", "head-open-after=0", "paused", "silent", "cut-at", "reset-after-last",
    ]

    private static func fail(_ state: StateBox) {
        guard let printer = state.printer.withLock(\.self) else { return }
        for kind in kinds where Int.random(in: 0..<10) == 0 {
            let fault = kind == "cut-at" ? "cut-at=\(Int.random(in: 3...250))" : kind
            guard let faults = try? PracticeFaults(fault) else { continue }
            state.faults.withLock { $0 += 1 }
            // The label that is on its way is counted before anything happens.
            Task {
                printer.add(faults)
                try? await Task.sleep(for: .milliseconds(Int.random(in: 50...400)))
                printer.attend()
            }
        }
    }
}

extension [String] {
    /// What is in it more than once.
    fileprivate var repeated: [String] { Dictionary(grouping: self, by: \.self).filter { $1.count > 1 }.keys.sorted() }
}
