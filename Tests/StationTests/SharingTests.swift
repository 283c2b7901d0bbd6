import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Packages that several benches work on")
struct SharingTests: SharedBench {
    @Test("a package that is opened is claimed, and no scan waits for the answer")
    func claimed() {
        var bench = Self.open(Sample.coat)
        #expect(bench.station.result?.word == "OK")
        bench.scan("8690001157692")
        #expect(bench.checked == "0/1 1/2")
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        #expect(bench.checked == "0/1 1/2" && bench.station.dialog == nil)
    }

    @Test("with no other benches nothing is claimed")
    func single() {
        var bench = StationDriver.atWork().unstated
        bench.scan("000000073")
        #expect(!bench.effects.contains(.claim(package: 73, takingOver: nil)))
    }

    @Test("a finished package is not claimed")
    func finished() {
        var bench = Self.shared()
        bench.scan(Sample.packed.number)
        #expect(!bench.effects.contains(.claim(package: 64, takingOver: nil)))
    }

    @Test("a package that another bench has is a question, and what was scanned meanwhile counts for nothing")
    func held() {
        var bench = Self.open(Sample.coat)
        bench.scan("8690001157692")
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        #expect(bench.station.dialog?.title.shown == "000000073: BEING PACKED")
        #expect(bench.station.dialog?.text.map(\.shown) == ["Mehmet at bench 5 since 13:43"])
        bench.scan("8690001157692")
        #expect(bench.station.dialog != nil && bench.station.result?.word == "WRONG")
        bench.scan("XXNOPEXX")
        #expect(bench.station.bench == nil && bench.station.sessions[73] == nil && bench.station.dialog == nil)
        #expect(bench.effects.contains(.save(PackingSession(package: 73))))
    }

    @Test("going back from the question leaves what was checked here before as it was")
    func before() {
        let kept = PackingSession(package: 73, checks: [.init(line: "1157696", count: 1)])
        var bench = Self.shared()
        bench.send(.sessions([kept]))
        bench.scan("000000073")
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.scan("8690001157692")
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.escape()
        #expect(bench.station.bench == nil && bench.station.sessions[73] == kept)
    }

    @Test("another package's code leaves the question, and that package is opened")
    func another() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.scan("000000071")
        bench.send(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        #expect(bench.station.bench?.package.id == 71 && bench.station.dialog == nil)
    }

    @Test("one scan takes the package over, with what was checked there", arguments: ["XXOURSXX", "XXDONEXX"])
    func takenOver(code: String) {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.scan(code)
        #expect(bench.effects.contains(.claim(package: 73, takingOver: 4)))
        let session = PackingSession(package: 73, checks: [.init(line: "1157696", count: 2)])
        bench.send(.claim(package: 73, .mine(from: Self.mehmet, session: session)))
        #expect(bench.checked == "0/1 2/2" && bench.effects.contains(.save(session)))
        #expect(
            bench.station.result?.text
                == "000000073 is yours now, 2 of 3 checked; before: Mehmet at bench 5 since 13:43.")
    }

    @Test("words take over too, in both languages", arguments: ["takeover", "devral", "yes"])
    func words(word: String) {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.enter(word)
        #expect(bench.effects.contains(.claim(package: 73, takingOver: 4)))
    }

    @Test("a package that a third bench took meanwhile is a question again")
    func third() {
        let third = PackageHolder(bench: "bench 9", packer: nil, since: Self.mehmet.since, token: 5)
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.scan("XXOURSXX")
        bench.send(.claim(package: 73, .held(third)))
        #expect(bench.station.dialog?.text.map(\.shown) == ["bench 9 since 13:43"])
    }

    @Test("a command that is under way at the other bench is said before it is taken over")
    func command() {
        let packing = PackageHolder(
            bench: "bench 5", packer: "Mehmet", since: Self.mehmet.since, token: 4, command: .pack)
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(packing)))
        #expect(
            bench.station.dialog?.text.last?.shown
                == "The command “pack” is under way there. Who takes over decides about it.")
    }

    @Test("the word that takes over asks first where a command is under way at the other bench, and names it")
    func commandNamed() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.scan("XXNOPEXX")
        let packing = PackageHolder(
            bench: "bench 5", packer: "Mehmet", since: Self.mehmet.since, token: 4, command: .pack)
        bench.send(.holders([73: packing]))
        bench.scan("XXOURSXX")
        #expect(!bench.effects.contains(.claim(package: 73, takingOver: 4)))
        #expect(bench.station.dialog?.text.last?.shown.contains("“pack”") == true)
        bench.scan("XXOURSXX")
        #expect(bench.effects.contains(.claim(package: 73, takingOver: 4)))
    }

    @Test("a command that was given at the other bench since the question is asked about before it is taken over")
    func commandSince() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.send(
            .holders([
                73: PackageHolder(
                    bench: "bench 5", packer: "Mehmet", since: Self.mehmet.since, token: 4, command: .pack)
            ]))
        bench.scan("XXOURSXX")
        #expect(bench.station.dialog?.text.last?.shown.contains("“pack”") == true)
        bench.enter("takeover")
        #expect(bench.effects.contains(.claim(package: 73, takingOver: 4)))
    }

    @Test("who takes a package over is told what was printed of it there")
    func printed() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.scan("XXOURSXX")
        #expect(bench.effects.contains(.lookAtPrints(packages: [73])))
        let print = BenchPrint(
            package: 73, stage: .printed, bench: "bench 5", packer: "Mehmet", barcodes: ["7330000001711"],
            at: Self.mehmet.since)
        bench.send(.benchPrints([73: [print]]))
        bench.send(.claim(package: 73, .mine(from: Self.mehmet, session: nil)))
        #expect(
            bench.station.result?.phrase.shown
                == "000000073 is yours now; before: Mehmet at bench 5 since 13:43. Label: printed at bench 5 (Mehmet), 13:43."
        )
    }

    @Test("a package that is taken over leaves this bench at once, with an alert that says who has it")
    func lost() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.scan("8690001157692")
        bench.send(.claimLost(package: 73, to: Self.mehmet))
        #expect(bench.station.bench == nil && bench.alertTitles == ["TAKEN OVER"])
        #expect(bench.station.alerts.first?.expected?.shown == "now with Mehmet at bench 5 since 13:43")
        #expect(bench.effects.contains(.forget(package: 73)))
    }

    @Test("a package is given back when it is put aside, or another one is opened")
    func givenBack() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.scan("000000071")
        bench.send(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        #expect(bench.effects.contains(.release(package: 73)))
        bench.send(.claim(package: 71, .mine(from: nil, session: nil)))
        bench.scan("XXHOLDXX")
        #expect(bench.effects.contains(.release(package: 71)))
    }

    @Test("a bench that is left gives back what is open")
    func left() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.press(.quit)
        #expect(bench.station.hasQuit && bench.effects.contains(.release(package: 73)))
    }

    @Test("a bench at which nobody said who packs is named alone")
    func nameless() {
        let nobody = PackageHolder(bench: "bench 5", packer: "", since: Self.mehmet.since, token: 4)
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .held(nobody)))
        #expect(bench.station.dialog?.text.map(\.shown) == ["bench 5 since 13:43"])
    }

    @Test("a package with a command under way is kept until the command has come to its end")
    func busy() throws {
        var bench = Self.open(Sample.mug)
        bench.send(.claim(package: 71, .mine(from: nil, session: nil)))
        bench.scan("4006381333931")
        bench.press(.pack)
        let intent = try #require(bench.intents.first)
        let scan = bench.effects.compactMap { if case .run(_, let scan) = $0 { scan } else { nil } }.first
        bench.scan("000000073")
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        #expect(!bench.effects.contains(.release(package: 71)))
        func stage(_ stage: CommandStage) -> StationEvent {
            .outbox(
                QueuedCommand(
                    id: 1, intent: intent, stage: stage, scan: scan, reason: nil, changed: Timestamp(microseconds: 0)))
        }
        bench.send(stage(.queued))
        #expect(!bench.effects.contains(.release(package: 71)))
        bench.send(stage(.applied))
        #expect(bench.effects.contains(.release(package: 71)))
    }

    @Test("the next package is one that nobody has in hand")
    func next() {
        var bench = Self.shared()
        bench.send(.holders([73: Self.mehmet]))
        bench.press(.next)
        #expect(bench.effects.contains(.open(package: 71)))
    }

    @Test("where the next package turns out to be another bench's, the one after it is opened, and it is said")
    func nextRefused() {
        var bench = Self.shared()
        bench.press(.next)
        #expect(bench.effects.contains(.open(package: 73)))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        #expect(bench.effects.contains(.open(package: 71)) && bench.station.dialog == nil)
        #expect(
            bench.station.result?.phrase.shown.hasPrefix(
                "000000073 is being packed: Mehmet at bench 5 since 13:43.") == true)
    }

    @Test("an item whose first package turns out to be another bench's goes to the next that needs it")
    func itemFirst() {
        let items = [Sample.item(1, "2000001", "Mug", barcode: "4006381333931")]
        let other = Sample.package(90, "000000090", items: items)
        var bench = Self.shared()
        bench.send(.changed([PackageSummary(other)], removed: []))
        bench.scan("4006381333931")
        guard case .claim(let first, nil)? = bench.effects.first(where: { if case .claim = $0 { true } else { false } })
        else {
            Issue.record("nothing was claimed")
            return
        }
        let (opened, second) = first == 71 ? (Sample.mug, other) : (other, Sample.mug)
        bench.send(.opened(OpenedPackage(package: opened, logs: nil)))
        #expect(bench.checked == "1/1")
        bench.send(.claim(package: first, .held(Self.mehmet)))
        #expect(bench.effects.contains(.open(package: second.id)))
        bench.send(.opened(OpenedPackage(package: second, logs: nil)))
        #expect(bench.station.bench?.package.id == second.id && bench.checked == "1/1")
        #expect(bench.station.result?.phrase.shown.contains("\(opened.number) is being packed") == true)
        #expect(bench.station.sessions[first] == nil)
    }

    @Test("a bench that is alone works on, and claims what is open when the others are back")
    func alone() {
        var bench = Self.shared()
        bench.send(.sharing(.alone(since: Timestamp(microseconds: 0), why: "It is cut.")))
        #expect(bench.station.result?.text == "This bench works alone: It is cut." && bench.station.isAlone)
        bench.scan("000000073")
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .unanswered))
        bench.scan("8690001157692")
        #expect(bench.checked == "0/1 1/2")
        bench.send(.sharing(.shared))
        #expect(bench.effects.contains(.claim(package: 73, takingOver: nil)))
        #expect(bench.station.result?.text == "This bench works with the others again.")
    }

    @Test("an item that only a package of another bench needs says whose that is, and the word takes it over")
    func itemInOtherHands() {
        var bench = Self.shared()
        bench.send(.holders([71: Self.mehmet]))
        bench.scan("4006381333931")
        #expect(bench.station.result?.text == "000000071 is being packed: Mehmet at bench 5 since 13:43.")
        bench.enter("takeover")
        #expect(bench.effects.contains(.claim(package: 71, takingOver: 4)))
    }

    @Test("a command that was sent without an answer of the warehouse says so, and figures can tell it")
    func sentAlone() throws {
        var bench = Self.open(Sample.mug)
        bench.send(.claim(package: 71, .unanswered))
        bench.scan("4006381333931")
        bench.press(.pack)
        let intent = try #require(bench.intents.first)
        let scan = bench.effects.compactMap { if case .run(_, let scan) = $0 { scan } else { nil } }.first
        bench.send(
            .outbox(
                QueuedCommand(
                    id: 1, intent: intent, stage: .queued, scan: scan, reason: nil, changed: Timestamp(microseconds: 0))
            ))
        bench.send(
            .outbox(
                QueuedCommand(
                    id: 1, intent: intent, stage: .applied, scan: scan, reason: nil, cause: .alone,
                    changed: Timestamp(microseconds: 0))))
        #expect(bench.station.scans.first?.isAlone == true)
        #expect(bench.station.result?.phrase.shown.contains("The other benches could not be asked.") == true)
    }

    // MARK: - Programs

    @Test("a program is told whose package needs an item, where none is free")
    func programItem() {
        var bench = Self.shared(Self.program)
        bench.send(.holders([71: Self.mehmet]))
        bench.send(.line("4006381333931", number: 1))
        #expect(answers(bench) == ["wrong claimed"])
    }

    @Test("a program is told that another bench has the package, and its next line is handled after that")
    func programRefused() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        #expect(answers(bench) == [])
        bench.send(.line("8690001157692", number: 2))
        #expect(answers(bench) == [])
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        #expect(answers(bench).first == "wrong claimed")
        #expect(bench.station.bench == nil)
    }

    @Test("a program takes over with a word, and gets what was checked")
    func programTakesOver() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.send(.line("takeover", number: 2))
        #expect(bench.effects.contains(.claim(package: 73, takingOver: 4)))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        let session = PackingSession(package: 73, checks: [.init(line: "1157696", count: 1)])
        bench.send(.claim(package: 73, .mine(from: Self.mehmet, session: session)))
        #expect(answers(bench) == ["ok took-over"])
        #expect(bench.station.result?.text.contains("is yours now, 1 of 3 checked; before: Mehmet") == true)
        bench.send(.line("8690001157692", number: 3))
        #expect(bench.checked == "0/1 2/2")
    }

    @Test("a program whose take-over is not answered goes on, and is told that the others do not know of it")
    func takeOverUnanswered() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        bench.send(.line("takeover", number: 2))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .unanswered))
        #expect(answers(bench).count == 1, "one claim was sent, and one answer came")
        #expect(bench.station.takesScans)
    }

    @Test("a program whose package is taken over before it is open is told so at once")
    func lostWhileOpening() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.send(.claimLost(package: 73, to: Self.mehmet))
        #expect(answers(bench) == ["wrong taken-over"])
        #expect(bench.station.takesScans)
    }

    @Test("a program whose package is taken over before its claim is answered is told so once")
    func lostWhileClaimed() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claimLost(package: 73, to: Self.mehmet))
        #expect(answers(bench) == ["wrong taken-over"])
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        #expect(answers(bench) == [])
        #expect(bench.station.takesScans)
    }

    @Test("a program is answered by the number of its line, also where the claim is refused before the package is open")
    func heldWhileOpening() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 7))
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        let numbers = bench.effects.compactMap { if case .answer(let answer) = $0 { answer.number } else { nil } }
        #expect(numbers == [7] && answers(bench) == ["wrong claimed"])
    }

    @Test("a package that is being opened when the other benches are back is claimed, and not the one before it")
    func backWhileOpening() {
        var bench = Self.shared(Self.program)
        bench.send(.sharing(.alone(since: bench.station.now.wall, why: "no answer")))
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .unanswered))
        bench.send(.line(Sample.mug.number, number: 2))
        bench.send(.sharing(.shared))
        #expect(bench.effects.contains(.claim(package: Sample.mug.id, takingOver: nil)))
        bench.send(.claim(package: Sample.mug.id, .unanswered))
        bench.send(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        bench.send(.claim(package: Sample.mug.id, .mine(from: nil, session: nil)))
        #expect(answers(bench) == ["ok package-opened"])
        #expect(bench.station.takesScans)
    }

    @Test("a program whose package was taken over is told so with its next item")
    func programLoses() {
        var bench = Self.open(Sample.coat, Self.program)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.send(.claimLost(package: 73, to: Self.mehmet))
        bench.send(.line("8690001157692", number: 2))
        #expect(answers(bench) == ["wrong taken-over"])
        bench.send(.line("8690001157692", number: 3))
        #expect(answers(bench) == ["wrong taken-over"])
        bench.send(.line("pack", number: 4))
        #expect(answers(bench) == ["wrong taken-over"])
    }

    @Test("a program that has left a package goes on with the one that is open when the other one is taken over")
    func programLosesAnother() {
        var bench = Self.open(Sample.coat, Self.program)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.send(.claimLost(package: 95, to: Self.mehmet))
        bench.send(.line("8690001157692", number: 2))
        #expect(answers(bench) == ["ok item-checked"] && bench.checked == "0/1 1/2")
    }

    @Test("a program that was alone learns that another bench has its package, and its next item goes to no other")
    func programWasAlone() {
        var bench = Self.open(Sample.coat, Self.program)
        bench.send(.claim(package: 73, .unanswered))
        bench.send(.sharing(.alone(since: Timestamp(microseconds: 0), why: "It is cut.")))
        bench.send(.sharing(.shared))
        bench.send(.claim(package: 73, .held(Self.mehmet)))
        #expect(answers(bench) == ["wrong claimed"] && bench.station.bench == nil)
        bench.send(.line("8690001157692", number: 2))
        #expect(answers(bench) == ["wrong taken-over"])
    }

    @Test("a program that was alone is told what another bench had checked of the package that it has open")
    func programGoesOn() {
        var bench = Self.open(Sample.coat, Self.program)
        bench.send(.claim(package: 73, .unanswered))
        bench.send(.sharing(.alone(since: Timestamp(microseconds: 0), why: "It is cut.")))
        bench.send(.sharing(.shared))
        let session = PackingSession(package: 73, checks: [.init(line: "1157696", count: 1)])
        bench.send(.claim(package: 73, .mine(from: Self.mehmet, session: session)))
        #expect(answers(bench) == ["ok took-over"] && bench.checked == "0/1 1/2")
        #expect(bench.station.result?.text.contains("is yours now, 1 of 3 checked; before: Mehmet") == true)
    }

    @Test("a program's package that nobody else has is answered as opened once that is known")
    func programOpens() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        #expect(answers(bench) == ["ok package-opened"])
    }

    @Test("a program is told when no other bench knows of the package that it opened")
    func programAlone() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .unanswered))
        #expect(answers(bench) == ["ok package-opened"])
        #expect(bench.station.result?.phrase.shown.hasSuffix(" · other benches do not know of it") == true)
    }

    @Test("a program gets its answer also where its package is claimed again because the other benches are back")
    func programOpensWhileTheyComeBack() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.sharing(.alone(since: Timestamp(microseconds: 0), why: "It is cut.")))
        bench.send(.sharing(.shared))
        bench.send(.claim(package: 73, .unanswered))
        #expect(answers(bench) == [])
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        #expect(answers(bench) == ["ok package-opened"])
    }

    @Test("nothing was refused that could be taken over")
    func nothing() {
        var bench = Self.shared()
        bench.scan("XXOURSXX")
        #expect(bench.station.result?.text == "There is no package to take over: scan the package first.")
    }
}
