import Foundation
import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

/// The states of a bench, each as a packer brings it about.
enum BenchState: String, CaseIterable, Sendable {
    case nothingOpen, open, checking, wrong, complete, packed, putAside, offline, packEach, question, form, activity,
        board
    case labelWaiting, labelToScan, wrongLabel, printChoices, printJobs

    /// A bench in this state, on a screen of a size.
    func scene(columns: Int, rows: Int, in language: LanguageTag = .english) -> Scene {
        var scene = Scene(columns: columns, rows: rows, printsLabels: printsLabels)
        scene.localizer = Localizer(language, keymap: .standard)
        act(on: &scene)
        return scene
    }

    private var printsLabels: Bool {
        switch self {
        case .labelWaiting, .labelToScan, .wrongLabel, .printChoices, .printJobs: true
        default: false
        }
    }

    private func act(on scene: inout Scene) {
        switch self {
        case .nothingOpen: break
        case .open: scene.openCoat()
        case .checking: scene.check()
        case .wrong: scene.scanWrongItem()
        case .complete: scene.complete()
        case .packed:
            scene.complete()
            scene.pack()
        case .putAside:
            scene.complete()
            scene.act { $0.enter("hold") }
        case .offline: scene.loseConnection()
        case .packEach: scene.act { $0.enter("mode pack") }
        case .question:
            scene.check()
            scene.act { $0.press(.pack) }
        case .form:
            scene.act {
                $0.press(.filter)
                $0.press(.filter)
            }
        case .activity:
            scene.scanWrongItem()
            scene.act {
                $0.press(.back)
                $0.press(.activity)
            }
        case .board: scene.showBoard()
        case .labelWaiting:
            scene.packWithLabels(.waiting)
            scene.runOutOfPaper()
        case .labelToScan: scene.packWithLabels(.printed)
        case .wrongLabel:
            scene.packWithLabels(.printed)
            scene.scanWrongLabel()
        case .printChoices:
            scene.packWithLabels(.printed)
            scene.act { $0.enter("print") }
        case .printJobs:
            scene.packWithLabels(.confirmed, .unknown, .waiting)
            scene.runOutOfPaper()
            scene.act {
                $0.press(.back)
                $0.press(.activity)
            }
        }
    }
}

@Suite("Every state of the bench")
struct BenchPictureTests {
    private static let sizes = [(columns: 120, rows: 40), (columns: 80, rows: 24), (columns: 40, rows: 12)]

    /// A state of the bench as it is drawn in a file of `Pictures`, which has a section for each.
    @Test("looks as it is drawn", arguments: BenchState.allCases, LanguageTag.allCases)
    func picture(state: BenchState, language: LanguageTag) throws {
        for size in Self.sizes {
            let name = "\(size.columns)x\(size.rows).\(language.rawValue).txt"
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures/\(name)")
            let sections = (try? String(contentsOf: file, encoding: .utf8))?.components(separatedBy: "\n== ") ?? []
            let drawn = sections.first { $0.hasPrefix("\(state.rawValue)\n") }?.dropFirst(state.rawValue.count + 1)
            let canvas = state.scene(columns: size.columns, rows: size.rows, in: language).canvas
            let rows = (drawn ?? "").split(separator: "\n", omittingEmptySubsequences: false).prefix(size.rows)
            expectScreen(canvas, named: "\(name) == \(state.rawValue)", shows: rows.joined(separator: "\n"))
        }
    }

    @Test(
        "at 80 × 24 no label of the screen is cut, in no language", arguments: BenchState.allCases, LanguageTag.allCases
    )
    func nothingIsCut(state: BenchState, language: LanguageTag) {
        let rows = ScreenSnapshot(state.scene(columns: 80, rows: 24, in: language).canvas).rows
        for row in rows where row.contains("…") { #expect(row.contains("…”"), "\(row)") }
    }

    @Test(
        "the word of the last result and the prompt are on every screen", arguments: BenchState.allCases,
        LanguageTag.allCases)
    func wordAndPrompt(state: BenchState, language: LanguageTag) throws {
        for size in Self.sizes where ![.form, .question, .printChoices].contains(state) {
            let scene = state.scene(columns: size.columns, rows: size.rows, in: language)
            let rows = ScreenSnapshot(scene.canvas).rows
            let isCovered = size.rows == 12 && !scene.driver.station.alerts.isEmpty
            if let result = scene.driver.station.result, !isCovered {
                let word = scene.localizer.text(result.label.phrase)
                #expect(rows.contains { $0.contains(" \(word) ") || $0.hasSuffix(" \(word)") }, "\(word) \(size)")
            }
        }
    }
}
