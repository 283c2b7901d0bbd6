import Barcode
import Testing

@Suite("Command and reason codes")
struct CommandCodeTests {
    @Test("every command is found by its letters, in either case", arguments: CommandCode.allCases)
    func letters(command: CommandCode) {
        #expect(CommandCode(command.letters) == command)
        #expect(CommandCode(command.letters.lowercased()) == command)
    }

    @Test(
        "the letters of every code survive the four layouts, all begin and end in XX", arguments: CommandCode.allCases)
    func survivors(command: CommandCode) {
        #expect(command.letters.hasPrefix("XX") && command.letters.hasSuffix("XX"))
        #expect(command.letters.allSatisfy { "BCDEFGHJKLNOPRSTUVX".contains($0) })
    }

    @Test("the commands have the codes that are printed at the benches")
    func printed() {
        let codes = CommandCode.allCases.map { "\($0) \($0.letters)" }
        #expect(
            codes == [
                "pack XXBOXXX", "ship XXSENDXX", "deny XXREJECTXX", "undo XXUNDOXX", "next XXNEXTXX", "hold XXHOLDXX",
                "confirm XXDONEXX", "no XXNOPEXX", "reset XXRESETXX", "notFound XXGONEXX",
                "takeOver XXOURSXX", "keepHere XXHEREXX", "keepThere XXTHEREXX", "timesThree XXTHREEXX",
                "reprint XXPRESSXX", "show XXOTHERXX", "open XXOPENXX",
                "packEach XXBOXLOTXX", "shipEach XXSENDLOTXX", "turkish XXTRXX", "english XXENXX",
            ])
        #expect(CommandCode.allCases.filter(\.isMode) == [.open, .packEach, .shipEach])
    }

    @Test("folding is ASCII's: a Turkish dotless i is not an I")
    func turkish() throws {
        let aliases = try CommandAliases(["BITTI": .confirm])
        #expect(CommandCode("bitti", aliases: aliases) == .confirm)
        #expect(CommandCode("bıttı", aliases: aliases) == nil)
        #expect("ıİiI".asciiFolded == "ıİII")
    }

    @Test("other words are aliases, compared without regard to case")
    func aliases() throws {
        let aliases = try CommandAliases(["OBTVALI": .confirm, "O-BTN.validate": .confirm, "OCDDISC": .undo])
        #expect(CommandCode("o-btn.VALIDATE", aliases: aliases) == .confirm)
        #expect(CommandCode("ocddisc", aliases: aliases) == .undo)
        #expect(CommandCode("ocddisc") == nil)
    }

    @Test("an alias that could be mistaken is refused with a sentence")
    func wrongAliases() {
        #expect(
            message { try CommandAliases(["": .pack]) }
                == "An empty word cannot be an alias: it needs at least one character.")
        #expect(
            message { try CommandAliases(["xxvbbxx": .pack]) }
                == "xxvbbxx cannot be an alias: XX…XX is kept for Packline's own codes.")
        #expect(
            message { try CommandAliases(["go": .pack, "GO": .ship]) }
                == "go cannot be an alias: it already means ship, apart from the case of letters.")
    }

    @Test(
        "a reason code is its id and its check digit in letters",
        arguments: [(0, "XXVBBXX"), (7, "XXVKNXX"), (12, "XXVCDFXX"), (90210, "XXVNBDCBJXX")])
    func reasons(id: Int, letters: String) throws {
        #expect(ReasonCode(id: id)?.letters == letters)
        #expect(try ReasonCode.parse(letters)?.id == id)
        #expect(try ReasonCode.parse(letters.lowercased())?.id == id)
    }

    @Test("every id up to a thousand and the largest come back from their letters")
    func reasonRoundTrip() throws {
        for id in Array(0...1_000) + [999_999_999_999_999_999] {
            let reason = try #require(ReasonCode(id: id))
            #expect(try ReasonCode.parse(reason.letters) == reason)
        }
        #expect(ReasonCode(id: -1) == nil)
    }

    @Test("a wrong check letter is named with the right one and its place")
    func wrongCheckLetter() {
        #expect(throws: BarcodeError.self) { try ReasonCode.parse("XXVCDBXX") }
        #expect(
            message { try ReasonCode.parse("XXVCDBXX") }
                == "The code has the check digit B as character 6, and should have F.")
    }

    @Test(
        "what does not have the form of a reason code is none",
        arguments: ["", "XX", "XXV", "XXVXX", "XXVBXX", "XXVABXX", "XXVBB", "XXBOXXX", "XXVBBBBBBBBBBBBBBBBBBBBBXX"])
    func noReason(text: String) throws {
        #expect(try ReasonCode.parse(text) == nil)
    }

    private func message(_ body: () throws -> some Any) -> String? {
        do { _ = try body() } catch { return "\(error)" }
        return nil
    }
}
