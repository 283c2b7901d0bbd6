import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("Parts drawn before")
struct DrawnPartsTests {
    @Test(
        "a screen that reuses what was drawn before looks like one that is drawn anew",
        arguments: [(120, 40), (80, 24), (40, 12)])
    func reuse(columns: Int, rows: Int) {
        let size = ScreenSize(rows: rows, columns: columns)
        let roles = Set(Role.allCases)
        var drawn = DrawnParts()
        var scene = Scene(columns: columns, rows: rows)
        for (name, step) in Self.morning {
            step(&scene)
            scene.layOut()
            let screen = StationScreen(english: scene.driver.station)
            let reused = ScreenSnapshot(screen.draw(size, reusing: &drawn), marking: roles, selection: true)
            let anew = ScreenSnapshot(screen.draw(size), marking: roles, selection: true)
            #expect(reused.rows == anew.rows, "after \(name)")
        }
    }

    /// What changes rows, head, header and panes, and changes them back.
    private static let morning: [(name: String, step: @Sendable (inout Scene) -> Void)] = [
        ("nothing", { _ in }),
        ("moving down", { $0.act { $0.press(.down) } }),
        ("moving up", { $0.act { $0.press(.up) } }),
        ("opening and checking", { $0.check() }),
        ("packing, with a label that waits", { $0.packWithLabels(.waiting) }),
        ("a printer out of paper", { $0.runOutOfPaper() }),
        ("a label that is printed", { $0.print(.printed) }),
        ("names of the world", { $0.openWide() }),
        ("losing the connection", { $0.loseConnection() }),
        ("going back to the list", { $0.act { $0.press(.back) } }),
        ("a package that leaves", { $0.act { $0.send(.changed([], removed: [64])) } }),
        ("being online again", { $0.act { $0.send(.connection(.online)) } }),
        (
            "an hour later",
            {
                $0.act {
                    $0.wait(milliseconds: 3_600_000); $0.send(.minute)
                }
            }
        ),
        (
            "filtering",
            {
                $0.act {
                    $0.press(.filter); $0.type("ad")
                }
            }
        ),
        (
            "filtering no more",
            {
                $0.act {
                    $0.press(.back); $0.press(.back)
                }
            }
        ),
    ]
}
