import Testing

@testable import Language

@Suite("A phrase that is kept")
struct StoredPhraseTests {
    @Test(
        "is the same phrase when it is read again",
        arguments: [
            Phrase("reason.gone"), .verbatim(""), .verbatim("plain words; with 3: signs"), .verbatim("\u{2}k1:a0;"),
            Phrase(
                "a", ["n": -12, "text": "ı İ 🎁", "key": PhraseValue.command("pack"), "word": PhraseValue.word("pack")]),
            Phrase(
                "a", ["inner": Phrase("b", ["count": 1]), "list": Phrase.list([Phrase("c"), .verbatim("d")], .or)]),
            Phrase("a", ["time": PhraseTime(day: .init(month: 11, day: 27), clock: "18:30")]),
            Phrase("a", ["time": PhraseTime(day: nil, clock: "18:30")]),
            Phrase("a", ["time": PhraseTime(today: .init(month: 11, day: 27), clock: "18:30")]),
            .list([Phrase("a"), .verbatim("b")], .semicolon),
        ])
    func readAgain(phrase: Phrase) {
        #expect(Phrase(stored: phrase.stored) == phrase)
    }

    @Test("is its own text where it is the same in every language, as earlier releases kept it")
    func plain() {
        #expect(Phrase.verbatim("the OMS said no").stored == "the OMS said no")
    }

    @Test("that is nested deeper than any of ours is a text, and what reads it does not run out of stack")
    func deep() {
        let text = "\u{2}" + String(repeating: "l0;1;", count: 100_000) + "t1:x"
        #expect(Phrase(stored: text).verbatimText == text)
    }

    @Test("with something behind it is a text")
    func trailing() {
        let text = Phrase("reason.gone").stored + "x"
        #expect(Phrase(stored: text).verbatimText == text)
    }

    @Test(
        "with a time of a month that there is not is a text",
        arguments: ["-9223372036854775808", "9223372036854775807", "13", "-13"])
    func months(month: String) {
        let text = "\u{2}k1:a1;4:timed\(month);28;5:18:30"
        #expect(Phrase(stored: text).verbatimText == text)
    }

    @Test(
        "that was kept otherwise is shown as the text that it is",
        arguments: [
            "\u{2}", "\u{2}k", "\u{2}k9:a", "\u{2}k1:a9;", "\u{2}l9;1;", "\u{2}l0;-1;", "\u{2}t-1:x", "\u{2}k1:a1;1:bn",
        ])
    func damaged(text: String) {
        #expect(Phrase(stored: text).verbatimText != nil || !Phrase(stored: text).stored.isEmpty)
    }
}
