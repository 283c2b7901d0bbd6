import Barcode
import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Who packs")
struct PackerTests {
    private func badge(_ name: String) throws -> String { try #require(BadgeCode(name: name)).letters }

    @Test("a badge says who packs, and the name is kept and written beside each scan")
    func badge() throws {
        var bench = StationDriver.atWork()
        bench.scan(
            try badge("Mehmet Öz"),
            changes: [.packer: "Mehmet Öz", .says: "OK Mehmet Öz packs here now."],
            effects: ["remember that Mehmet Öz packs", "1 badge ok"])
        bench = bench.unstated
        bench.scan("000000073")
        #expect(bench.station.scans.first?.packer == "Mehmet Öz")
    }

    @Test("a badge answers no question and acknowledges no error")
    func answersNothing() throws {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("NOSUCHCODE")
        bench.scan(try badge("Ayşe"))
        #expect(bench.station.packer == "Ayşe" && bench.alertTitles == ["UNKNOWN CODE"])
        bench.escape()
        bench.press(.pack)
        let question = bench.station.dialog
        bench.scan(try badge("Mehmet"))
        #expect(bench.station.packer == "Mehmet" && bench.station.dialog == question && question != nil)
    }

    @Test("a badge uses up no count that was meant for the next item")
    func factor() throws {
        let items = (1...5).map { Sample.item($0, "2000001", "Mug", barcode: "4006381333931") }
        var bench = StationDriver.open(Sample.package(90, "000000090", items: items))
        bench.scan("XXTHREEXX")
        bench.scan(try badge("Ayşe"))
        bench.scan("4006381333931")
        #expect(bench.checked == "3/5")
    }

    @Test(
        "a typed name gets its capitals, by the language of the bench",
        arguments: [
            (LanguageTag.english, "packer ian mcnab", "Ian Mcnab"), (.english, "packer Ian McNab", "Ian McNab"),
            (.turkish, "packer ibrahim ışık", "İbrahim Işık"), (.turkish, "paketleyen AYŞE YILMAZ", "Ayşe Yılmaz"),
        ])
    func typed(language: LanguageTag, line: String, name: String) {
        var bench = StationDriver.atWork().unstated
        bench.send(.language(language))
        bench.enter(line)
        #expect(bench.station.packer == name)
    }

    @Test("without a name the word says who packs, or how to say it")
    func asked() {
        var bench = StationDriver.atWork().unstated
        bench.enter("packer")
        #expect(
            bench.station.result?.text == "Nobody said who packs here: scan a badge, or write packer and the name.")
        bench.enter("packer Ayşe")
        bench.enter("packer")
        #expect(bench.station.result?.text == "Ayşe packs here.")
    }

    @Test("a name that is too long is refused, and who packs stays")
    func tooLong() {
        var bench = StationDriver.atWork().unstated
        bench.enter("packer Ayşe")
        bench.enter("packer " + String(repeating: "a", count: 41))
        #expect(bench.station.packer == "Ayşe")
        #expect(bench.station.result?.text == "A packer’s name has 1 to 40 characters.")
    }

    @Test("who packed last is there again after a restart, and stands before what is set up")
    func restart() {
        var settings = StationSettings(station: "bench 3")
        settings.packer = "Set Up"
        var bench = StationDriver(settings: settings).unstated
        #expect(bench.station.packer == "Set Up")
        bench.send(.packer("Ayşe"))
        #expect(bench.station.packer == "Ayşe")
    }
}
