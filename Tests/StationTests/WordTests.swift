import Station
import StationTesting
import Testing

@Suite("Words act only when a person typed them")
struct WordTests {
    @Test(
        "a word on a label is put into the prompt, and one more Enter runs it",
        arguments: ["QUIT", "pack", "next", "hold", "deny", "ship 000000073", "show all"])
    func label(word: String) {
        var bench = StationDriver.open(Sample.coat)
        bench.scan(word)
        #expect(bench.station.prompt.text == word && bench.station.result?.word == "ENTER?")
        #expect(bench.intents == [] && !bench.station.hasQuit && bench.station.bench != nil)
        #expect(bench.station.dialog == nil)
    }

    @Test("the Enter of the scan does not run it, a person's does")
    func enter() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("QUIT")
        bench.wait(milliseconds: -950)
        bench.press(.character("\r"))
        #expect(!bench.station.hasQuit)
        bench.press(.character("\r"))
        #expect(bench.station.hasQuit)
    }

    @Test("a pasted line is no word that acts")
    func paste() {
        var bench = StationDriver.open(Sample.coat).stated
        bench.send(
            .keys([.pasteBegin] + "pack\r".unicodeScalars.map { .character($0) } + [.pasteEnd]),
            changes: [.prompt: "pack", .says: "ENTER? “pack” is a word, not a code · Enter: pack"],
            effects: ["1 word ignored"])
    }

    @Test("the next scan takes the place of a word that waits for Enter")
    func nextScan() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("QUIT")
        bench.scan("1006905")
        #expect(bench.checked == "1/1 0/2" && bench.station.prompt.isEmpty)
    }

    @Test("a held word that was left makes nothing typed of the next short label")
    func left() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("QUIT")
        bench.escape()
        bench.press(.pack)
        bench.scan("Y")
        #expect(bench.intents == [] && bench.station.dialog != nil)
    }

    @Test("what a person begins to type and a scan completes acts at once")
    func completed() {
        var bench = StationDriver.open(Sample.coat)
        bench.type("undo ")
        bench.scan("1006905")
        #expect(bench.station.result?.text == "There is no scan to take back.")
    }

    @Test("lines of a program are words that act")
    func program() {
        var bench = StationDriver.open(Sample.coat)
        bench.enterQuietly("quit")
        #expect(bench.station.hasQuit)
    }

    @Test("an open alert holds back quit like everything else")
    func alert() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("NOSUCHCODE")
        bench.press(.command(.quit))
        #expect(!bench.station.hasQuit && bench.alertTitles == ["UNKNOWN CODE"])
        bench.escape()
        bench.press(.command(.quit))
        #expect(bench.station.hasQuit)
    }

    @Test("starting a package again is undone by undo, also after more was checked")
    func restart() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.scan("8690001157692")
        bench.scan("XXRESETXX")
        #expect(bench.checked == "0/1 0/2")
        bench.scan("8690001157692")
        bench.scan("XXUNDOXX")
        bench.scan("XXUNDOXX")
        #expect(bench.checked == "1/1 1/2")
        bench.scan("XXUNDOXX")
        #expect(bench.checked == "1/1 0/2")
    }
}
