import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("Labels on the screen")
struct LabelScreenTests {
    private static func scene(columns: Int, rows: Int, _ stages: PrintStage..., in language: LanguageTag = .english)
        -> Scene
    {
        var scene = Scene(columns: columns, rows: rows, printsLabels: true)
        scene.localizer = Localizer(language, keymap: .standard)
        switch stages.count {
        case 1: scene.packWithLabels(stages[0])
        case 2: scene.packWithLabels(stages[0], stages[1])
        default: scene.packWithLabels(stages[0], stages[1], stages[2])
        }
        return scene
    }

    private static func rows(_ scene: Scene, marking roles: Set<Role> = []) -> [String] {
        ScreenSnapshot(scene.canvas, marking: roles).rows
    }

    // MARK: - The pane

    @Test(
        "the stage of the label stands in the pane in a colour that fits",
        arguments: [
            (PrintStage.sending, "{queued:being printed}"), (.sent, "{queued:sent to the printer}"),
            (.printed, "{strong:printed: scan it}"), (.confirmed, "{done:scanned, right}"),
            (.waiting, "{warning:waits for the printer}"), (.unknown, "{wrong:not known whether it came out}"),
            (.failed, "{wrong:cannot be printed}"),
        ])
    func stages(stage: PrintStage, text: String) {
        for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
            var scene = Self.scene(columns: columns, rows: rows, stage)
            while !scene.driver.station.alerts.isEmpty { scene.act { $0.press(.back) } }
            let shown = Self.rows(scene, marking: [.queued, .strong, .done, .warning, .wrong])
            #expect(shown.contains { $0.contains("│ Label  \(text)") }, "\(shown)")
        }
    }

    @Test("a label that is late stands out, and counts in the header")
    func late() {
        var scene = Scene(columns: 120, rows: 40, printsLabels: true)
        scene.complete()
        scene.pack()
        scene.act { driver in
            driver.send(.labelAwaited(package: 73, since: Timestamp(microseconds: 1_589_292_000_000_000)))
            driver.wait(milliseconds: 180_000)
            driver.send(.minute)
        }
        let rows = Self.rows(scene, marking: [.wrong, .headerAlert])
        #expect(rows.contains { $0.contains("│ Label  {wrong:LATE: not there yet}") })
        #expect(rows[0].contains("{header_alert:1 label needs you}"))
    }

    @Test("while labels are to be scanned, the pane says that in the place of the next package", arguments: [1, 2])
    func toScan(count: Int) {
        let scene =
            count == 1
            ? Self.scene(columns: 120, rows: 40, .printed)
            : Self.scene(columns: 120, rows: 40, .printed, .printed)
        let shown = Self.rows(scene)
        #expect(shown.contains { $0.contains(count == 1 ? "SCAN THE LABEL " : "SCAN THE LABELS") })
        #expect(!shown.contains { $0.contains("Scan the next package.") })
    }

    @Test("with few rows the heading says that the label is to be scanned")
    func toScanOnSmallest() {
        #expect(
            Self.rows(Self.scene(columns: 40, rows: 12, .printed)).contains {
                $0.contains("─ SCAN THE LABEL · 3 units")
            })
    }

    @Test(
        "what waits for a printer, or is not known, does not hold up the next package",
        arguments: [PrintStage.waiting, .unknown])
    func notToScan(stage: PrintStage) {
        let shown = Self.rows(Self.scene(columns: 120, rows: 40, stage))
        #expect(!shown.contains { $0.contains("SCAN THE LABEL") })
    }

    // MARK: - The header

    @Test("the header counts what waits for a printer, what is to be scanned, and names the printer that needs a hand")
    func header() {
        var scene = Self.scene(columns: 120, rows: 40, .printed, .waiting, .wanted)
        scene.runOutOfPaper()
        let header = Self.rows(scene, marking: [.queued, .warning, .headerAlert])[0]
        #expect(
            header.hasSuffix(
                "{warning:1 label to scan} · {queued:2 to print} · {header_alert:zebra: out of paper}"), "\(header)")
    }

    @Test("on the smallest screen a printer that needs a hand is told, and what merely waits gives way")
    func headerOnSmallest() {
        var scene = Self.scene(columns: 40, rows: 12, .waiting)
        scene.runOutOfPaper()
        #expect(Self.rows(scene)[0].hasSuffix("zebra: out of paper"))
        scene.loseConnection()
        scene.queueMany()
        let rows = Self.rows(scene)
        #expect(
            rows[0].contains("OFFLINE") && rows[0].contains("1 !") && rows[0].hasSuffix(" · out of paper"), "\(rows[0])"
        )
    }

    @Test("of several printers the first is named where there is little room, and how many more there are")
    func severalPrinters() {
        var scene = Self.scene(columns: 120, rows: 40, .waiting)
        scene.runOutOfPaper()
        scene.act { $0.send(.printer("a4", trouble: Phrase("printer.trouble.silent", [:]))) }
        #expect(Self.rows(scene)[0].hasSuffix("a4: does not answer: look at it · zebra: out of paper"))
        scene.resize(columns: 60, rows: 20)
        #expect(Self.rows(scene)[0].hasSuffix("a4: no answer +1"))
    }

    @Test("without print jobs and troubles the header says nothing of them")
    func quietHeader() {
        let header = Self.rows(Self.scene(columns: 120, rows: 40, .confirmed))[0]
        #expect(header.hasSuffix("online · list of 13:58"))
    }

    // MARK: - The activity

    @Test("the activity shows print jobs with what a person must see to first")
    func activity() {
        var scene = Self.scene(columns: 120, rows: 40, .confirmed, .unknown, .waiting)
        scene.runOutOfPaper()
        scene.act {
            $0.press(.back)
            $0.press(.activity)
        }
        let rows = Self.rows(scene)
        let jobs = rows.filter { $0.contains("label, box") }
        #expect(jobs.count == 3)
        let expected = [
            "2    000000073  label, box 2 of 3  zebra  not known whether it came out",
            "3    000000073  label, box 3 of 3  zebra  waits for the printer: out of paper",
            "1    000000073  label, box 1 of 3  zebra  scanned, right",
        ]
        for (job, text) in zip(jobs, expected) { #expect(job.contains(text)) }
        let heads = ["Print jobs", "Commands", "Scans"].map { head in rows.firstIndex { $0.contains("│ \(head)") } ?? -1
        }
        #expect(heads == heads.sorted() && heads[0] >= 0, "\(heads)")
    }

    @Test("a copy that another has replaced needs nobody any more")
    func copies() {
        var scene = Self.scene(columns: 120, rows: 40, .unknown)
        scene.print(.wanted, copy: 1)
        scene.act {
            $0.press(.back)
            $0.press(.activity)
        }
        let jobs = Self.rows(scene, marking: [.wrong]).filter { $0.contains("000000073  label") }
        #expect(jobs.first?.contains("label, copy 1  zebra  to be printed") == true)
        #expect(jobs.last?.contains("not known whether it came out") == true && jobs.last?.contains("{wrong") == false)
    }

    @Test("a label that has not come stands among the print jobs")
    func awaited() {
        var scene = Scene(columns: 120, rows: 40, printsLabels: true)
        scene.act { driver in
            driver.send(.labelAwaited(package: 73, since: Timestamp(microseconds: 1_589_292_000_000_000)))
            driver.wait(milliseconds: 180_000)
            driver.send(.minute)
            driver.press(.activity)
        }
        let rows = Self.rows(scene)
        #expect(rows.contains { $0.contains("000000073  label") && $0.contains("LATE: not there yet") })
        #expect(rows.contains { $0.contains("“print” and the number of the package") })
    }

    @Test("a bench without a label printer has no print jobs on its activity")
    func noPrinter() {
        var scene = Scene(columns: 120, rows: 40)
        scene.act { $0.press(.activity) }
        #expect(!Self.rows(scene).contains { $0.contains("Print jobs") })
    }

    @Test("a page that was measured is drawn as it would be without", arguments: LanguageTag.allCases)
    func measured(language: LanguageTag) {
        let scene = BenchState.printJobs.scene(columns: 80, rows: 24, in: language)
        let size = ScreenSize(rows: 24, columns: 80)
        var screen = StationScreen(scene.driver.station, localizer: scene.localizer)
        let anew = screen.draw(size)
        #expect(screen.viewport(size)?.pageLength ?? 0 > 0)
        #expect(ScreenSnapshot(screen.draw(size)).rows == ScreenSnapshot(anew).rows)
    }
}
