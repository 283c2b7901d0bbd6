import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("Errors, questions and pages")
struct BoxTests {
    @Test("an error stands over the panes until it is acknowledged, and the cursor stays at the prompt")
    func alert() {
        var scene = Scene(columns: 120, rows: 20)
        scene.scanWrongItem()
        expectScreen(
            scene.canvas, marking: [.wrong],
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe                                                 online · list of 13:58
                ┌─ Packages 2 · to pack ───────────────┬─ 000000073 · Preparing · due 16:00 ───────────────────────────────────────────┐
                │   Number      State              Due │ Order 100129841 · Shop · placed 11 May 14:11                                  │
                │▸● 000000073   1/3              16:00 │ İrem Yılmaz · Adana · credit card                                             │
                │   000000071   Waiting          16:30 │ Gift note: Happy birthday, İrem                                               │
                │                    {wrong:┌─ WRONG ITEM ───────────────────────────────────────────────────────────────┐}────────────────────┤
                │                    {wrong:│} Scanned   4006381333931, needed by 000000071                               {wrong:│}   ░░░░░░░░░░   0/1 │
                │                    {wrong:│} Expected  1006905 Wool coat, navy, M · 1157696 Running sock, 3-pack, 36-40 {wrong:│}                    │
                │                    {wrong:│} Put it back and scan an item of this package.                              {wrong:│}   █████░░░░░   1/2 │
                │                    {wrong:│} Esc or Enter: acknowledge                                                  {wrong:│}                    │
                │                    {wrong:└────────────────────────────────────────────────────────────────────────────┘}────────────────────┤
                │                                      │ 13:02:11      Waiting → Preparing                                        ayse │
                │                                      │ 11 May 14:12  created → Waiting                                        system │
                │                                      │                                                                               │
                │                                      │                                                                               │
                └──────────────────────────────────────┴───────────────────────────────────────────────────────────────────────────────┘

                 WRONG  4006381333931, needed by 000000071, is not in this package.
                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("on the smallest screen an error takes all of it, and still says how to acknowledge it")
    func alertOnSmallest() {
        var scene = Scene(columns: 40, rows: 12)
        scene.scanWrongItem()
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  bench 3       online · 13:58
                ┌─ WRONG ITEM ─────────────────────────┐
                │ Scanned   4006381333931, needed by   │
                │           000000071                  │
                │ Expected  1006905 Wool coat, navy, M │
                │           · 1157696 Running sock,    │
                │           3-pack, 36-40              │
                │ Put it back and scan an item of this │
                │ package.                             │
                │ Esc or Enter: acknowledge            │
                └──────────────────────────────────────┘
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test(
        "however long an alert is, what to do and how to acknowledge it are seen whole, and that there is more",
        arguments: [(40, 12), (80, 24), (120, 20)], [("goods", 12), ("word", 1)])
    func longAlert(size: (columns: Int, rows: Int), text: (kind: String, count: Int)) {
        let goods = (1...text.count).map { "\($0) × 100690\($0) Wool coat, navy, M" }.joined(separator: ", ")
        let word = "https://oms.example/" + String(repeating: "a", count: 500)
        let reason = "its goods have changed: put in " + (text.kind == "goods" ? goods : word)
        var scene = Scene(columns: size.columns, rows: size.rows)
        scene.act { driver in
            driver.send(
                .outbox(
                    QueuedCommand(
                        id: 7, intent: CommandIntent(package: 71, kind: .pack, name: "pack"), stage: .needsAttention,
                        reason: .verbatim(reason), cause: .contentsChanged, changed: Timestamp(microseconds: 1))))
        }
        let words = ScreenSnapshot(scene.canvas).rows.joined(separator: " ")
            .split { " │┌┐└┘─├┤".contains($0) }.joined(separator: " ")
        #expect(words.contains("Command pack 000000071"))
        #expect(words.contains("Because its goods have changed: put in "))
        #expect(words.contains("…"))
        if size.columns < 100 {
            let advice = "give the command again; discard 7 gives it up. Esc or Enter: acknowledge"
            #expect(words.contains("Nothing was sent. Open 000000071, check it again, and \(advice)"))
        }
    }

    @Test("a word that is longer than a line is broken, also between wide characters")
    func longWords() {
        #expect("a abcdefgh ij".wrapped(to: 4) == ["a", "abcd", "efgh", "ij"])
        #expect("東京都千代田区".wrapped(to: 5) == ["東京", "都千", "代田", "区"])
        #expect("東".wrapped(to: 1) == ["東"])
    }

    @Test("a question shows what is missing and both answers, the harmless one selected")
    func confirmation() {
        var scene = Scene(columns: 120, rows: 20)
        scene.check()
        scene.act { $0.press(.pack) }
        expectScreen(
            scene.canvas, selection: true,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe                                                 online · list of 13:58
                ┌─ Packages 2 · to pack ───────────────┬─ 000000073 · Preparing · due 16:00 ───────────────────────────────────────────┐
                │   Number      State              Due │ Order 100129841 · Shop · placed 11 May 14:11                                  │
                │⟦▸● 000000073   1/3              16:00⟧ │ İrem Yılmaz · Adana · credit card                                             │
                │   000000071   Waiting┌─ Pack although 2 of 3 are not checked? ────────────────────────────────┐                      │
                │                      │ 1 × 1006905 Wool coat, navy, M                                         │──────────────────────┤
                │                      │ 1 × 1157696 Running sock, 3-pack, 36-40                                │     ░░░░░░░░░░   0/1 │
                │                      │                                                                        │                      │
                │                      │ ⟦▸ No, go back                                                         ⟧ │     █████░░░░░   1/2 │
                │                      │   Yes, pack                                                            │                      │
                │                      │                                                                        │──────────────────────┤
                │                      │ Enter chooses · or scan the package again, or type yes · Esc goes back │                 ayse │
                │                      └────────────────────────────────────────────────────────────────────────┘               system │
                │                                      │                                                                               │
                │                                      │                                                                               │
                └──────────────────────────────────────┴───────────────────────────────────────────────────────────────────────────────┘

                 ?  Pack although 2 of 3 are not checked?
                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("on the smallest screen a question keeps its title, both answers and the hint")
    func confirmationOnSmallest() {
        var scene = Scene(columns: 40, rows: 12)
        scene.check()
        scene.act { $0.press(.pack) }
        expectScreen(
            scene.canvas, selection: true,
            shows: """
                 PACKLINE  bench 3       online · 13:58
                ┌──────────────────────────────────────┐
                │ Pack although 2 of 3 are not         │
                │ checked?                             │
                │ 1 × 1006905 Wool coat, navy, M       │
                │ 1 × 1157696 Running sock, 3-pack, …  │
                │ ⟦▸ No, go back                       ⟧ │
                │   Yes, pack                          │
                │ Enter chooses · or scan the package  │
                │ again, or type yes · Esc goes back   │
                └──────────────────────────────────────┘
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }

    @Test("the reasons for denying are a list to choose from")
    func reasons() {
        var scene = Scene(columns: 80, rows: 24)
        scene.check()
        scene.act {
            $0.press(.deny)
            $0.press(.down)
        }
        expectScreen(
            scene.canvas, selection: true,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe         online · list of 13:58
                ┌─ 000000073 · Preparing · due 16:00 ──────────────────────────────────────────┐
                │ Order 100129841 · Shop · placed 11 May 14:11                    ██████       │
                │ İrem Yılmaz · Adana · credit card                                   ██       │
                │ Gift note: Happy birthday, İrem                                 ██████  LEFT │
                │                                                                 ██           │
                │ █████████┌─ Why is 000000073 denied? ────────────────────────────┐████       │
                ├─ Items 1 │ If only goods are missing, F7 reports those.          │───────────┤
                │ · 1006905│                                                       │░░░░   0/1 │
                │   no barc│   Stokta yok                                          │           │
                │⟦ ▸ 1157696⟧│ ⟦▸ Hasarlı ürün                                       ⟧ │⟦░░░░   1/2 ⟧│
                │   8690001│                                                       │           │
                ├─ Log ────│ Enter chooses · or scan a reason code · Esc goes back │───────────┤
                │ 13:02:11 └───────────────────────────────────────────────────────┘      ayse │
                │ 11 May 14:12  created → Waiting                                       system │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 ?  Why is 000000073 denied?
                 OPEN ▸ █
                 F1 Help F2 Find F3 Pack F4 Ship F5 Read F6 Deny F7 Gone F8 Log F9 More F10 Quit
                """)
    }

    @Test("the help shows keys, words and codes side by side where there is room")
    func help() {
        var scene = Scene(columns: 120, rows: 45)
        scene.act { $0.press(.help) }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  location 369 · bench 3 · Ayşe                                                         online · list of 13:58
                ┌─ Help · 1 to 37 of 50 · Esc goes back ───────────────────────────────────────────────────────────────────────────────┐
                │ Scan a package, then its items, then pack it: F3, the word pack, or the code XXBOXXX.                                │
                │ What is scanned or typed goes to the prompt, on every screen. 3*CODE checks three. pack X and ship X name a package. │
                │                                                                                                                      │
                │ Key        Word           Scan         What it does                                                                  │
                │ F1         help                        Show this page.                                                               │
                │ F2 Ctrl-F  filter [text]               Narrow the list while you type; again: every filter of the OMS; Esc clears.   │
                │ F3 Ctrl-P  pack [X]       XXBOXXX      Pack the open package, or the one that is named.                              │
                │ F4 Ctrl-O  ship [X]       XXSENDXX     Ship the open package, or the one that is named, after a confirmation.        │
                │ F5 Ctrl-R  refresh                     Read the packages again from the OMS.                                         │
                │ F6 Ctrl-X  deny [reason]  XXREJECTXX   Deny the open package with a reason, after a confirmation.                    │
                │ F7 Ctrl-G  notfound       XXGONEXX     Report the unchecked items of the open package as not found.                  │
                │ F8 Ctrl-A  activity                    Show what is queued, what failed and the last scans.                          │
                │ F12        board                       Show what is left for today, and when it will be done.                        │
                │ F9 Ctrl-E  commands                    List every command that the OMS offers for the open package.                  │
                │ F10        quit                        Leave. What is queued stays queued.                                           │
                │            show [list]    XXOTHERXX    Choose which packages are listed: to pack, to ship, or all.                   │
                │            open [X]                    Open the package that is named, or the one that is selected.                  │
                │ Ctrl-T     undo [item]    XXUNDOXX     Take the last scan of the open package back, or one of the item.              │
                │ Ctrl-N     next           XXNEXTXX     Open the next package of the list.                                            │
                │ Ctrl-B     hold           XXHOLDXX     Put the open package aside; what was checked is kept.                         │
                │ Ctrl-K     reset          XXRESETXX    Start checking the open package again.                                        │
                │                           XXTHREEXX    Count the next item three times, as 3*CODE does at the prompt.                │
                │            move X                      Move what is checked to the package X, as far as it needs it.                 │
                │            select item                 Select an item of the open package, as the arrows and Enter do.               │
                │            invoice                     Show the invoice of the open package as text.                                 │
                │            print [X]      XXPRESSXX    Print a label or the invoice of the open package, of X, or of the last one.   │
                │            save                        Save the invoice of the open package as a file.                               │
                │            mode open      XXOPENXX     A package scan opens the package.                                             │
                │            mode pack      XXBOXLOTXX   Every package scanned is packed.                                              │
                │            mode ship      XXSENDLOTXX  Every package scanned is shipped: the hand-over to the carrier.               │
                │            packer [name]               Say who packs at this bench, as a badge does; without a name: show who it is. │
                │            takeover       XXOURSXX     Take over the package that another bench has, with what was checked.          │
                │            here           XXHEREXX     Of two counts of a package, go on with this bench’s.                          │
                │            there          XXTHEREXX    Of two counts of a package, go on with the other bench’s.                     │
                │            language en    XXENXX       Speak English.                                                                │
                │            language tr    XXTRXX       Speak Turkish.                                                                │
                │            retry N                     Send the command N again that was refused or needs you.                       │
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘



                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("the help scrolls, and says how far")
    func scrolledHelp() {
        var scene = Scene(columns: 60, rows: 14)
        scene.act { $0.press(.help) }
        scene.layOut()
        scene.act { $0.press(.last) }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  369 · bench 3 · Ayşe      online · list of 13:58
                ┌─ Help · 143–150 of 150 · Esc: back ──────────────────────┐
                │              bench’s.                                    │
                │ XXTHEREXX    Of two counts of a package, go on with the  │
                │              other bench’s.                              │
                │ XXENXX       Speak English.                              │
                │ XXTRXX       Speak Turkish.                              │
                │ XXDONEXX     Say yes to a question; the code             │
                │              acknowledges an error too.                  │
                │ XXNOPEXX     Say no to a question, and leave it.         │
                └──────────────────────────────────────────────────────────┘

                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F6 Deny  F10 Quit
                """)
    }

    @Test("the activity shows why the OMS cannot be reached, what is queued, and the last scans")
    func activity() {
        var scene = Scene(columns: 100, rows: 20)
        scene.scanWrongItem()
        scene.act { $0.press(.back) }
        scene.loseConnection()
        scene.act { $0.press(.activity) }
        expectScreen(
            scene.canvas,
            shows: """
                 PACKLINE  İzmir Fulfilment 369 · bench 3 · Ayşe   OFFLINE · list of 13:58 · 1 queued · 1 needs you
                ┌─ Activity · Esc goes back ───────────────────────────────────────────────────────────────────────┐
                │ Commands                                                                                         │
                │ 13:56:00  6    000000064  ship  NEEDS YOU  It is Cancelled; system changed it at 13:40.          │
                │ 13:57:00  7    000000071  pack  queued  waits for the connection                                 │
                │ Decide with the words: retry NUMBER, discard NUMBER                                              │
                │                                                                                                  │
                │ Could not connect to oms.example: connection refused.                                            │
                │                                                                                                  │
                │ Scans                                                                                            │
                │ 14:00:03  3    wrong     4006381333931, needed by 000000071, is not in this package.             │
                │ 14:00:02  2    ok        1157696 Running sock, 3-pack, 36-40 · 1 of 2 · 2 left in the package    │
                │ 14:00:01  1    ok        000000073 · Preparing · 3 units                                         │
                │                                                                                                  │
                │                                                                                                  │
                └──────────────────────────────────────────────────────────────────────────────────────────────────┘

                 OK  Acknowledged: “NEEDS YOU”.
                 OPEN ▸ █
                 F1 Help  F2 Filter  F3 Pack  F4 Ship  F5 Read  F6 Deny  F7 Missing  F8 Activity  F9 More  F10 Quit
                """)
    }

    @Test("on a narrow screen the activity leaves out times and puts reasons below")
    func narrowActivity() {
        var scene = Scene(columns: 40, rows: 20)
        scene.loseConnection()
        scene.act { $0.press(.activity) }
        expectScreen(
            scene.canvas,
            shows: """
                 OFFLINE 13:58 · 1 queued · 1 needs you
                ┌─ Activity · 1–13 of 14 · Esc: back ──┐
                │ Commands                             │
                │ 6    000000064  ship  NEEDS YOU      │
                │      It is Cancelled; system changed │
                │      it at 13:40.                    │
                │ 7    000000071  pack  queued         │
                │      waits for the connection        │
                │ Decide with the words: retry NUMBER, │
                │ discard NUMBER                       │
                │                                      │
                │ Could not connect to oms.example:    │
                │ connection refused.                  │
                │                                      │
                │ Scans                                │
                └──────────────────────────────────────┘

                 OK  Acknowledged: “NEEDS YOU”.
                 OPEN ▸ █
                 F1 Help  F3 Pack  F4 Ship  F6 Deny
                """)
    }
}
