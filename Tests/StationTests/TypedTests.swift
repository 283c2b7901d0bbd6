import Language
import OMS
import StationTesting
import Testing

@testable import Station

@Suite("What a person types")
struct TypedTests {
    @Test(
        "a number without its zeros is the only package in the list that it fits, and it is said which",
        arguments: ["71", "0071"])
    func short(number: String) {
        var bench = StationDriver.atWork().unstated
        bench.enter(number)
        #expect(bench.effects.contains(.open(package: 71)))
        #expect(bench.station.result?.text == "000000071 · Waiting · 1 unit · taken for 000000071")
    }

    @Test("a package that is not in the list is not meant, and a scan never is without its zeros")
    func notShort() {
        var bench = StationDriver.atWork().unstated
        bench.enter("64")
        #expect(bench.alertTitles == ["UNKNOWN CODE"])
        bench.escape()
        bench.scan("0071")
        #expect(!bench.effects.contains(.open(package: 71)))
    }

    @Test("a typed word that is nearly one is named, and no alert comes", arguments: ["pak", "PAK 7", "paketel"])
    func nearly(word: String) {
        var bench = StationDriver.atWork().unstated
        bench.enter(word)
        let said = word == "paketel" ? "paketle" : "pack"
        #expect(bench.station.result?.text == "“\(word)” is not known: perhaps “\(said)”.")
        #expect(bench.station.alerts.isEmpty)
        bench.scan(word)
        #expect(bench.alertTitles == ["UNKNOWN CODE"])
    }

    @Test("Ctrl-C says how to leave, and Ctrl-Z does nothing")
    func control() {
        var bench = StationDriver.atWork()
        bench.press(.character("\u{1A}"))
        bench.press(.character("\u{3}"), changes: [.says: "NOTE F10, or the word quit, leaves the station."])
    }

    @Test(
        "words of both languages are understood at once, whatever the case of their letters",
        arguments: [
            ("geri al", StationCommand.ID.undo), ("GERİ AL", .undo), ("GERI AL", .undo), ("paketle", .pack),
            ("GÖNDER", .ship), ("Çık", .quit), ("HAREKETLER", .activity), ("KOMUTLAR", .commands),
            ("mod kargo", .modeShip),
            ("MOD PAKETLE", .modePack), ("yardım", .help), ("YARDIM", .help), ("FILTRE", .filter),
            ("dil tr", .languageTurkish),
            ("kenara koy", .hold), ("kenara", .hold),
        ])
    func words(line: String, command: StationCommand.ID) {
        #expect(WrittenCommand.read(line) == .command(WrittenCommand(command)))
    }

    @Test("what is written behind a word of two parts belongs to it")
    func behind() {
        #expect(WrittenCommand.read("geri al 1006905") == .command(WrittenCommand(.undo, text: "1006905")))
        #expect(WrittenCommand.read("PAKETLE 000000071") == .command(WrittenCommand(.pack, text: "000000071")))
    }

    @Test("questions are answered in both languages", arguments: ["evet", "EVET", "yes", "e"])
    func yes(word: String) {
        var bench = StationDriver.open(Sample.coat)
        bench.press(.pack)
        bench.enter(word)
        #expect(bench.intents.map(\.kind) == [.pack])
    }

    @Test("no is a code: it leaves a question, and acknowledges nothing")
    func no() {
        var bench = StationDriver.open(Sample.coat)
        bench.press(.pack)
        bench.scan("XXNOPEXX")
        #expect(bench.station.dialog == nil && bench.station.result?.word == "IGNORED" && bench.intents == [])
        bench.scan("NOSUCHCODE")
        bench.scan("XXNOPEXX")
        #expect(bench.alertTitles == ["UNKNOWN CODE"])
    }

    @Test("the language is changed by word and by code")
    func language() {
        var bench = StationDriver.atWork().unstated
        #expect(bench.station.settings.language == .english)
        bench.enter("language tr")
        #expect(bench.station.settings.language == .turkish && bench.effects.contains(.spoke(.turkish)))
        bench.scan("XXENXX")
        #expect(bench.station.settings.language == .english)
        bench.enter("dil")
        #expect(bench.station.result?.text == "The languages are: language en, language tr.")
    }

    @Test("behind the code that counts three times the next item counts three, and the one behind it one")
    func three() {
        let items = (1...5).map { Sample.item($0, "2000001", "Mug", barcode: "4006381333931") }
        var bench = StationDriver.open(Sample.package(90, "000000090", items: items))
        bench.scan("XXTHREEXX")
        #expect(bench.station.nextFactor == 3 && bench.station.result?.text == "The next item counts 3 times.")
        bench.scan("4006381333931")
        #expect(bench.checked == "3/5" && bench.station.nextFactor == 1)
        bench.scan("4006381333931")
        #expect(bench.checked == "4/5")
        bench.scan("XXTHREEXX")
        bench.escape()
        #expect(bench.station.nextFactor == 1 && bench.station.bench != nil)
        #expect(bench.station.result?.text == "The next item counts once.")
    }

    @Test("the words of a choice answer a question, in the language of the bench and in English")
    func spelledChoice() {
        for words in ["Evet, paketle", "YES, PACK"] {
            var bench = StationDriver.open(Sample.coat) { $0.language = .turkish }
            bench.press(.pack)
            bench.enter(words)
            #expect(bench.intents.map(\.kind) == [.pack], "\(words)")
        }
    }

    @Test("the language that was chosen in an earlier run is spoken, but not to a program")
    func keptLanguage() {
        var bench = StationDriver.atWork().unstated
        bench.send(.language(.turkish))
        #expect(bench.station.settings.language == .turkish)
        var settings = StationSettings(station: "bench 3", location: "369")
        settings.acknowledgesItself = true
        var program = StationDriver.atWork(settings).unstated
        program.send(.language(.turkish))
        #expect(program.station.settings.language == .english)
    }

    @Test("what is typed in the filter does not stay behind the form of the OMS's filters")
    func filterForm() {
        var bench = StationDriver.atWork().unstated
        bench.press(.filter)
        bench.type("izmir")
        #expect(bench.station.list.filter.text == "izmir")
        bench.press(.filter)
        #expect(bench.station.list.filter.text.isEmpty)
        #expect(bench.station.form?.fields.allSatisfy { $0.shown == nil } == true)
    }

    @Test("the word filter alone shows the filter, and takes nothing away")
    func filterAlone() {
        var bench = StationDriver.atWork().unstated
        bench.enter("filter adana")
        bench.enter("filter")
        #expect(bench.station.list.filter.text == "adana")
        #expect(bench.station.result?.text == "Filter “adana”: 1 package.")
    }

    @Test("a value that stands in a form is edited by what is typed")
    func preset() {
        var bench = StationDriver.open(Sample.package(90, "000000090", items: [], ["remote_id": "R-7"]))
        bench.press(.commands)
        let place = bench.station.dialog?.choices.firstIndex { $0.hasPrefix("Set the remote id") } ?? 0
        bench.enter("\(place + 1)")
        #expect(bench.station.form?.fields.first?.shown == "R-7")
        bench.type("8")
        #expect(bench.station.form?.fields.first?.shown == "R-78")
    }

    @Test("a command that was sent and is not answered is not called queued")
    func awaited() {
        var bench = StationDriver.atWork().unstated
        let intent = CommandIntent(package: 71, kind: .pack, name: "pack")
        bench.send(
            .outbox(
                QueuedCommand(
                    id: 1, intent: intent, stage: .unknown, changed: Timestamp(microseconds: 1_589_292_000_000_000))))
        bench.send(.order(.pack, package: "000000071", parameters: [:], isForced: true, number: 1))
        #expect(
            bench.station.result?.text
                == "000000071: pack was sent, and what became of it is not known yet: wait until it is.")
    }

    @Test("without a connection a code that nothing here has cannot be asked for, and is not said to be of nothing")
    func offline() {
        var bench = StationDriver.atWork().unstated
        bench.send(.connection(.offline("no answer")))
        bench.scan("000000099")
        #expect(bench.alertTitles == ["NOT KNOWN HERE"])
        #expect(bench.station.result?.text == "000000099 is not known here, and cannot be asked for now.")
        bench.escape()
        bench.enter("open 000000099")
        #expect(bench.station.result?.text == "000000099 is not known here, and cannot be asked for now.")
    }

    @Test("the newest wrong scan is what is said, also while an alert of an earlier one is open")
    func newest() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("NOSUCHCODE")
        bench.scan("4006381333931")
        #expect(bench.alertTitles == ["UNKNOWN CODE", "WRONG ITEM"])
        #expect(bench.station.result?.text == "4006381333931, needed by 000000071, is not in this package.")
    }

    @Test("wrong goods are called by their name as soon as the mirror has said it")
    func named() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("4006381333931")
        bench.send(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        #expect(bench.station.alerts.first?.scanned == "2000001 Mug, needed by 000000071")
        #expect(bench.station.result?.text == "2000001 Mug, needed by 000000071, is not in this package.")
        #expect(bench.station.bench?.package.id == 73)
    }

    @Test("of several packages the question shows units, first goods and city")
    func which() {
        let more = Sample.package(
            id: 75, number: "000000075", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z",
            customer: ("Bar", "lorem"), city: "Muş", items: [("2000001", "Mug", nil)], commands: Sample.packing)
        var bench = StationDriver.open(Sample.coat, besides: [more])
        bench.scan("100129836")
        #expect(bench.station.dialog?.choices.first == "000000071  Waiting  1 unit  İzmir  100129836")
        bench.send(.opened(OpenedPackage(package: more, logs: nil)))
        #expect(bench.station.dialog?.choices.last == "000000075  Waiting  1 unit  2000001 Mug  Muş  100129836")
    }

    @Test("the facts that a bench sets are known of the open package")
    func facts() {
        let package = Sample.package(90, "000000090", items: [], ["remote_id": "R-7", "invoice_number": "F1"])
        let bench = StationDriver.open(package)
        #expect(bench.station.bench?.facts.map(\.value) == ["F1", "R-7"])
    }

    @Test("words that fit several reasons ask which of them is meant")
    func reasons() {
        var bench = StationDriver.open(Sample.coat)
        bench.quietly(
            .reasons([
                DenialReason(id: 1, title: "Hasarlı ürün", priority: 1),
                DenialReason(id: 2, title: "Eksik ürün", priority: 2),
                DenialReason(id: 3, title: "Adres", priority: 3),
            ]))
        bench.enter("reddet URUN")
        #expect(bench.station.dialog?.choices == ["Hasarlı ürün", "Eksik ürün"])
    }
}
