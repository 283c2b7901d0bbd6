import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("Forms on the screen")
struct FormBoxTests {
    /// The form of a command that asks for many values, on a screen of a size.
    private func scene(columns: Int, rows: Int) -> Scene {
        let parameters: [JSONValue] = (1...12).map { number in
            [
                "name": .string("v\(number)"), "label": .string("Measure \(number)"),
                "type": number == 3 ? "boolean" : "string", "required": .bool(number == 1),
            ]
        }
        let package = Sample.package(
            id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z", customer: ("Bar", "lorem"), city: "İzmir",
            items: [("2000001", "Mug", "4006381333931")], commands: [(40, "measure", "Measure", "Waiting")],
            parameters: [40: .array(parameters)])
        var scene = Scene(columns: columns, rows: rows)
        scene.act { driver in
            driver.scan("000000071")
            driver.send(.opened(OpenedPackage(package: package, logs: [])))
            driver.press(.commands)
            driver.press(.enter)
            driver.type("12,5")
        }
        return scene
    }

    @Test("a form shows each label and value, the cursor where the typing is, and at the border that there is more")
    func rows() {
        expectScreen(
            scene(columns: 80, rows: 18).canvas,
            shows: """
                 PACKLINE  location 369 · bench 3 · Ayşe                 online · list of 13:58
                ┌─ 000000071 · Waiting · due 16:30 ────────────────────────────────────────────┐
                │ O┌─ Measure 000000071 ────────────────────────────────────────────────────┐  │
                │ B│ ▸ Measure 1  * 12,5█                                                   │  │
                ├─ │   Measure 2                                                            │──┤
                │ ▸│   Measure 3                                                            │1 │
                │  │   Measure 4                                                            │  │
                │  │   Measure 5                                                            │  │
                │  │   Measure 6                                                            │  │
                │  │   Measure 7                                                            │  │
                │  │   Measure 8                                                            │  │
                │  │   Measure 9                                                            │  │
                │  │ Enter: next, then you are asked before it is sent · Esc goes back      │  │
                │  └───────────────────────────────────────────────────────────── ↓ 3 more ─┘  │
                └──────────────────────────────────────────────────────────────────────────────┘
                 ?  Measure 000000071
                 OPEN ▸
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("on the smallest screen the row with the cursor, what is wrong and the signs stay")
    func smallest() {
        var scene = scene(columns: 40, rows: 12)
        for _ in 1...5 { scene.act { $0.press(.down) } }
        scene.act { driver in
            driver.press(.nextPane)
            driver.type("x")
        }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3       online · 13:58
                ┌─ Measure 000000071 ─────── ↑ 3 more ─┐
                │   Measure 4                          │
                │   Measure 5                          │
                │   Measure 6                          │
                │ ▸ Measure 7    x█                    │
                │   Measure 8                          │
                │   Measure 9                          │
                │ Enter: next, then you are asked      │
                │ before it is sent · Esc goes back    │
                └─────────────────────────── ↓ 3 more ─┘
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }
}
