import Testing

@testable import Language

@Suite("A localizer makes texts of phrases")
struct LocalizerTests {
    private let english = Localizer(
        PhraseCatalog(.english),
        commands: ["pack": .init(key: "F3", word: "pack"), "hold": .init(key: nil, word: "hold")])
    private let turkish = Localizer(PhraseCatalog(.turkish), commands: [:])

    @Test("numbers have their thousands apart, as the language writes them")
    func numbers() {
        #expect(english.text(1_234_567) == "1,234,567")
        #expect(turkish.text(1_234_567) == "1.234.567")
        #expect(english.text(-1_000) == "-1,000")
        #expect(english.text(999) == "999")
    }

    @Test("a day has the name of its month in front of the time")
    func dates() {
        let time = PhraseTime(day: .init(month: 11, day: 27), clock: "18:30")
        #expect(english.text(time) == "27 Nov 18:30")
        #expect(turkish.text(time) == "27 Kas 18:30")
        #expect(turkish.text(PhraseTime(day: nil, clock: "18:30")) == "18:30")
    }

    @Test("a time of today stands without its day until midnight")
    func today() {
        let time = PhraseTime(today: .init(month: 11, day: 27), clock: "18:30")
        var localizer = english
        #expect(localizer.text(time) == "18:30", "where nobody knows the day, all is of today")
        localizer.today = .init(month: 11, day: 27)
        #expect(localizer.text(time) == "18:30")
        localizer.today = .init(month: 11, day: 28)
        #expect(localizer.text(time) == "27 Nov 18:30")
    }

    @Test("where there is little room a list takes short forms, then leaves out its last phrases, and never the first")
    func forms() {
        let list = Phrase.list(
            [Phrase("message.label-printed.due", ["number": "7"]), .verbatim("a"), .verbatim("b")], .blank)
        #expect(
            english.forms(list) == [
                "The label of 7 is printed: stick it on and scan it. a b", "Label printed: stick it on, scan it. a b",
                "Label printed: stick it on, scan it. a", "Label printed: stick it on, scan it.",
            ])
    }

    @Test("a list of alternatives has the language's word before the last")
    func alternatives() {
        let letters = ["a", "b", "c"].map(Phrase.verbatim)
        #expect(english.text(.list(letters, .or)) == "a, b or c")
        #expect(turkish.text(.list(letters, .or)) == "a, b veya c")
        #expect(turkish.text(.list(Array(letters.prefix(1)), .or)) == "a")
    }
}

@Suite("A catalog can be corrected in part")
struct CatalogCorrectionTests {
    private let catalog = PhraseCatalog(.turkish)

    @Test("a text of a file takes the place of the built-in one, and the others stay")
    func corrected() throws {
        let corrected = try catalog.corrected(by: "# ours\n\nlist.or = ya da\n")
        #expect(corrected["list.or"] == "ya da")
        #expect(corrected["date.month.11"] == "Kas")
    }

    @Test(
        "what is wrong in a file is named with its line",
        arguments: [
            ("\nnothing", CatalogError(line: 2, .noEntry)),
            ("no.such = x", CatalogError(line: 1, .unknownKey("no.such"))),
            ("list.or = a\nlist.or = b", CatalogError(line: 2, .twice("list.or"))),
            ("list.or =", CatalogError(line: 1, .empty("list.or"))),
            ("list.or = {day", CatalogError(line: 1, .openBrace("list.or"))),
            ("list.or = day}", CatalogError(line: 1, .openBrace("list.or"))),
            (
                "date.day-and-month = {d}",
                CatalogError(line: 1, .unknownArgument("d", key: "date.day-and-month", allowed: ["day", "month"]))
            ),
        ])
    func mistakes(file: String, mistake: CatalogError) {
        #expect(throws: mistake) { try catalog.corrected(by: file) }
    }
}
