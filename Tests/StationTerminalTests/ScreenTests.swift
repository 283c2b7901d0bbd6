import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("Screens")
struct ScreenTests {
    @Test("from 100 columns on the list stands at the left and the open package at the right")
    func twoPanes() {
        var scene = Scene(columns: 120, rows: 20)
        scene.check()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe                                                 online · list of 13:58
                ┌─ Packages 2 · to pack ───────────────┬─ 000000073 · Preparing · due 16:00 ───────────────────────────────────────────┐
                │   Number      State              Due │ Order 100129841 · Shop · placed 11 May 14:11                                  │
                │▸● 000000073   1/3              16:00 │ İrem Yılmaz · Adana · credit card                                             │
                │   000000071   Waiting          16:30 │ Gift note: Happy birthday, İrem                                               │
                │                                      ├─ 2 LEFT · 1 of 3 checked ─────────────────────────────────────────────────────┤
                │                                      │ · 1006905  Wool coat, navy, M                                ░░░░░░░░░░   0/1 │
                │                                      │   no barcode: scan or type the SKU                                            │
                │                                      │ ▸ 1157696  Running sock, 3-pack, 36-40                       █████░░░░░   1/2 │
                │                                      │   8690001157692                                                               │
                │                                      ├─ Log ─────────────────────────────────────────────────────────────────────────┤
                │                                      │ 13:02:11      Waiting → Preparing                                        ayse │
                │                                      │ 11 May 14:12  created → Waiting                                        system │
                │                                      │                                                                               │
                │                                      │                                                                               │
                └──────────────────────────────────────┴───────────────────────────────────────────────────────────────────────────────┘

                 OK  1157696 Running sock, 3-pack, 36-40 · 1 of 2 · 2 left in the package
                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("with no location the header says that packages of all locations are listed", arguments: [120, 80, 60, 40])
    func allLocations(columns: Int) {
        let header = ScreenSnapshot(Scene(columns: columns, rows: 14, location: nil).canvas).rows.first ?? ""
        // On the narrowest screen the bench and the program's name go first.
        let identity = columns == 40 ? " all locations " : " PACKLINE  all locations · bench 3"
        #expect(header.hasPrefix(identity), "\(header)")
    }

    @Test("with nothing open the right pane says what to do")
    func nothingOpen() {
        expectScreen(
            Scene(columns: 100, rows: 14).canvas,
            shows: """
                 PACKLINE  location 369 · bench 3 · Ayşe                                     online · list of 13:58
                ┌─ Packages 2 · to pack ────────────────────────────────┬──────────────────────────────────────────┐
                │   Number     Order      State         Units       Due │                                          │
                │▸  000000073  100129841  Preparing         3     16:00 │                                          │
                │   000000071  100129836  Waiting           1     16:30 │   Scan a package, an order or an item.   │
                │                                                       │                                          │
                │                                                       │   F1 shows what the keys and words do.   │
                │                                                       │                                          │
                │                                                       │                                          │
                │                                                       │                                          │
                └───────────────────────────────────────────────────────┴──────────────────────────────────────────┘

                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("below 100 columns there is one pane, and the open package takes it")
    func onePane() {
        var scene = Scene(columns: 80, rows: 24)
        scene.check()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe         online · list of 13:58
                ┌─ 000000073 · Preparing · due 16:00 ──────────────────────────────────────────┐
                │ Order 100129841 · Shop · placed 11 May 14:11                    ██████       │
                │ İrem Yılmaz · Adana · credit card                                   ██       │
                │ Gift note: Happy birthday, İrem                                 ██████  LEFT │
                │                                                                 ██           │
                │ █████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1/3                    ██████       │
                ├─ Items 1 of 3 checked ───────────────────────────────────────────────────────┤
                │ · 1006905  Wool coat, navy, M                               ░░░░░░░░░░   0/1 │
                │   no barcode: scan or type the SKU                                           │
                │ ▸ 1157696  Running sock, 3-pack, 36-40                      █████░░░░░   1/2 │
                │   8690001157692                                                              │
                ├─ Log ────────────────────────────────────────────────────────────────────────┤
                │ 13:02:11      Waiting → Preparing                                       ayse │
                │ 11 May 14:12  created → Waiting                                       system │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 OK  1157696 Running sock, 3-pack, 36-40 · 1 of 2 · 2 left in the package
                 OPEN ▸ █
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("below 100 columns the list comes back when the focus changes")
    func listOfOnePane() {
        var scene = Scene(columns: 80, rows: 14)
        scene.check()
        scene.act { $0.press(.nextPane) }
        expectScreen(
            scene.canvas, selection: true,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe         online · list of 13:58
                ┌─ Packages 2 · to pack ───────────────────────────────────────────────────────┐
                │   Number        Order       State                  Units  City           Due │
                │⟦▸● 000000073     100129841   Preparing                1/3  Adana        16:00⟧ │
                │   000000071     100129836   Waiting                    1  İzmir        16:30 │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 OK  1157696 Running sock, 3-pack, 36-40 · 1 of 2 · 2 left in the package
                 OPEN ▸ █
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("the smallest screen shows the package, the prompt, and of a long result its beginning and end")
    func smallest() {
        var scene = Scene(columns: 40, rows: 12)
        scene.check()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3       online · 13:58
                ┌─ 000000073 · Preparing · due 16:00 ──┐
                │ Gift note: Happy birthday, İrem      │
                ├─ 2 LEFT · 1 of 3 checked ────────────┤
                │ ▸ 1157696  Running sock…         1/2 │
                │   8690001157692                      │
                │                                      │
                └──────────────────────────────────────┘
                 OK  1157696 Running sock, 3-pack,
                     36-40 · 1 of 2 · 2 left
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("a screen that is too small says how large it must be")
    func tooSmall() {
        expectScreen(
            Scene(columns: 30, rows: 8).canvas,
            shows: """




                 Too small: 40 × 12 at least
                """)
    }

    @Test("a screen that is too small still says what became of the last scan, and what waits for an answer")
    func tooSmallAtWork() {
        var scene = Scene(columns: 36, rows: 5)
        scene.check()
        expectScreen(
            scene.canvas,
            shows: """


                 OK  11576… · 2 left in the package
                    Too small: 40 × 12 at least
                """)
        scene.scanWrongItem()
        expectScreen(
            scene.canvas,
            shows: """

                 WRONG  4006381333931, needed by…
                             WRONG ITEM
                    Too small: 40 × 12 at least
                """)
    }

    @Test("on a screen of one row, the last result is what is said", arguments: [(1, 20), (1, 7), (2, 3), (1, 1)])
    func oneRow(rows: Int, columns: Int) {
        var scene = Scene(columns: columns, rows: rows)
        scene.scanWrongItem()
        let canvas = scene.canvas
        let text = (0..<columns).flatMap { canvas.scalars(of: canvas[0, $0]) }.map(String.init).joined()
        if columns >= 7 { #expect(text.hasPrefix(" WRONG")) }
    }

    @Test(
        "a package that is late says by how much: in minutes, hours, then days",
        arguments: [
            (30, "16:30"), (180, "late 30m"), (9 * 60, "late 6h"), (3 * 24 * 60, "late 2d"),
        ])
    func late(minutes: Int64, due: String) {
        var scene = Scene(columns: 80, rows: 14)
        scene.act { driver in
            driver.wait(milliseconds: minutes * 60_000)
            driver.send(.minute)
        }
        let rows = ScreenSnapshot(scene.canvas).rows
        #expect(
            rows.contains { $0.contains("000000071") && $0.contains(" \(due) ") }, "\(rows.joined(separator: "\n"))")
    }

    @Test("a filter is typed in the title of the list, which has the cursor")
    func filter() {
        var scene = Scene(columns: 80, rows: 14)
        scene.act {
            $0.press(.filter)
            $0.type("izm")
        }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  location 369 · bench 3 · Ayşe                 online · list of 13:58
                ┌─ Filter ▸ izm█ ────────────────────────── F2 again: every filter of the OMS ─┐
                │   Number        Order       State                  Units  City           Due │
                │▸  000000071     100129836   Waiting                    1  İzmir        16:30 │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 OPEN ▸
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("typed text stands at the prompt; of a long one its end")
    func prompt() {
        var scene = Scene(columns: 40, rows: 12)
        scene.act { $0.type("open 000000071 and whatever else was typed") }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3       online · 13:58
                ┌─ Packages 2 · to pack ───────────────┐
                │   Number      State              Due │
                │▸  000000073   Preparing        16:00 │
                │   000000071   Waiting          16:30 │
                │                                      │
                │                                      │
                │                                      │
                └──────────────────────────────────────┘

                 OPEN ▸ 71 and whatever else was typed█
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("a list that was never read is not shown as an empty one")
    func neverRead() {
        var scene = Scene(unreadWithColumns: 60, rows: 12)
        scene.act { $0.send(.connection(.offline("connection refused"))) }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  369 · bench 3          OFFLINE · list never read
                ┌─ Packages 0 · to pack ───────────────────────────────────┐
                │   Number        Order      State         Units       Due │
                │   Never read: the OMS cannot be reached.                 │
                │                                                          │
                │                                                          │
                │                                                          │
                │                                                          │
                └──────────────────────────────────────────────────────────┘

                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F6 Deny  F10 Quit
                """)
    }

    @Test("the scheme that the OMS wants is told on the smallest screen, by the list and beside the prompt")
    func otherScheme() {
        var scene = Scene(unreadWithColumns: 40, rows: 12)
        let why = "The OMS refused GET /packages/ with 401 (the OMS wants the scheme Token: set oms.scheme to Token)."
        for _ in 0..<2 {
            scene.act { $0.send(.connection(.rejected(.verbatim(why), wantedScheme: "Token"))) }
        }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3  NO ACCESS · no list
                ┌─ Packages 0 · to pack ───────────────┐
                │   Number      State              Due │
                │   Set oms.scheme to Token.           │
                │                                      │
                │                                      │
                │                                      │
                └──────────────────────────────────────┘
                 NOTE  Set oms.scheme to Token: the OMS
                       takes no other.
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("a package that the OMS is at work on is shown as busy")
    func busy() {
        var scene = Scene(columns: 80, rows: 14)
        let intent = CommandIntent(package: 71, kind: .pack, name: "pack")
        let busy = QueuedCommand(
            id: 1, intent: intent, stage: .queued, reason: "Package is locked", cause: .busy, attempts: 1,
            changed: Timestamp(microseconds: 1))
        scene.act { $0.send(.outbox(busy)) }
        let row = ScreenSnapshot(scene.canvas).rows.first { $0.contains("000000071") }
        #expect(row?.contains("pack busy") == true)
    }

    @Test("what is queued or needs somebody stands in the header and in the list")
    func queued() {
        var scene = Scene(columns: 80, rows: 14)
        scene.act { $0.send(.connection(.online)) }
        scene.loseConnection()
        expectScreen(
            scene.canvas, marking: [.headerAlert, .queued],
            shows: """
                 PACKLINE  369 · bench 3       {header_alert:OFFLINE} · list of 13:58 · {queued:1 queued} · {header_alert:1 needs you}
                ┌─ Packages 2 · to pack ───────────────────────────────────────────────────────┐
                │   Number        Order       State                  Units  City           Due │
                │▸  000000073     100129841   Preparing                  3  Adana        16:00 │
                │   000000071     100129836   {queued:pack queued}                1  İzmir        16:30 │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 OK  Acknowledged: “NEEDS YOU”.
                 OPEN ▸ █
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("on the smallest screen the header has what needs somebody and the age of the list, and no name")
    func queuedOnSmallest() {
        var scene = Scene(columns: 40, rows: 12)
        scene.loseConnection()
        expectScreen(
            scene.canvas,
            shows: """
                 OFFLINE 13:58 · 1 queued · 1 needs you
                ┌─ Packages 2 · to pack ───────────────┐
                │   Number      State              Due │
                │▸  000000073   Preparing        16:00 │
                │   000000071   pack queued      16:30 │
                │                                      │
                │                                      │
                │                                      │
                └──────────────────────────────────────┘
                 OK  Acknowledged: “NEEDS YOU”.
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("however much waits, the age of the list is never left out")
    func muchQueued() {
        var scene = Scene(columns: 40, rows: 12)
        scene.loseConnection()
        scene.queueMany()
        expectScreen(
            scene.canvas,
            shows: """
                      OFFLINE · 13:58 · 12 queued · 1 !
                ┌─ Packages 2 · to pack ───────────────┐
                │   Number      State              Due │
                │▸  000000073   Preparing        16:00 │
                │   000000071   pack queued      16:30 │
                │                                      │
                │                                      │
                │                                      │
                └──────────────────────────────────────┘
                 OK  Acknowledged: “NEEDS YOU”.
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("wide characters keep the columns, and control characters are made visible")
    func wide() {
        var scene = Scene(columns: 120, rows: 16)
        scene.openWide()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  location 369 · bench 3 · Ayşe                                                         online · list of 13:58
                ┌─ Packages 3 · to pack ───────────────┬─ 000000090 · Preparing · due 15:00 ───────────────────────────────────────────┐
                │   Number      State              Due │ Gift note: Hi ␛[2J␇�evil␀ …                                                   │
                │▸● 000000090   Preparing        15:00 │ 山田 太郎 · 東京都千代田区                                                    │
                │   000000073   Preparing        16:00 │ Order 100129900                                                               │
                │   000000071   Waiting          16:30 ├─ 2 LEFT · 0 of 2 checked ─────────────────────────────────────────────────────┤
                │                                      │ ▸ 3000001  お茶セット 特選 玉露と煎茶の詰め合わせ 大         ░░░░░░░░░░   0/1 │
                │                                      │   4901234567894                                                               │
                │                                      │ · 3000002  Çay 🎁 ☕                                         ░░░░░░░░░░   0/1 │
                │                                      │   no barcode: scan or type the SKU                                            │
                │                                      │                                                                               │
                │                                      │                                                                               │
                └──────────────────────────────────────┴───────────────────────────────────────────────────────────────────────────────┘
                 OK  000000090 · Preparing · 2 units
                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("wide characters that are cut leave no half behind")
    func wideAndNarrow() {
        var scene = Scene(columns: 45, rows: 14)
        scene.openWide()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3    online · list of 13:58
                ┌─ 000000090 · Preparing · due 15:00 ───────┐
                │ Gift note: Hi ␛[2J␇�evil␀ …               │
                │ 山田 太郎 · 東京都千代田区                │
                ├─ 2 LEFT · 0 of 2 checked ─────────────────┤
                │ ▸ 3000001  お茶セット 特選 玉露と煎…  0/1 │
                │   4901234567894                           │
                │ · 3000002  Çay 🎁 ☕                  0/1 │
                │                                           │
                │                                           │
                └───────────────────────────────────────────┘
                 OK  000000090 · Preparing · 2 units
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }
}
