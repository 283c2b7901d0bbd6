import Barcode
import Testing

@Suite("Badges")
struct BadgeCodeTests {
    @Test(
        "a badge carries its name",
        arguments: [
            ("Ayşe Yılmaz", "Ayşe Yılmaz"), ("AYŞE YILMAZ", "Ayşe Yılmaz"), ("ibrahim ışık", "İbrahim Işık"),
            ("İBRAHİM IŞIK", "İbrahim Işık"), ("  Mehmet   Ali ", "Mehmet Ali"), ("O’Neil-Ünal", "O’Neil-Ünal"),
            ("Łukasz Żak", "Łukasz Żak"), ("Bench 5", "Bench 5"), ("王芳", "王芳"),
        ])
    func names(given: String, name: String) throws {
        let badge = try #require(BadgeCode(name: given))
        #expect(badge.name == name)
        #expect(try BadgeCode.parse(badge.letters) == badge)
        #expect(CodeReader.read(badge.letters.lowercased()).badge == badge)
        #expect(CodeReader.read(badge.letters).kind == .badge)
    }

    @Test("a usual name is short enough for a card, in letters that survive the four layouts")
    func printed() throws {
        let letters = try #require(BadgeCode(name: "Ayşe Yılmaz")).letters
        #expect(letters == "XXCCPVCDBPLHJCVDRXX")
        #expect(letters.allSatisfy { "BCDEFGHJKLNOPRSTUVX".contains($0) })
    }

    @Test("a name that is empty, too long, or no name is not written")
    func refused() {
        #expect(BadgeCode(name: "  ") == nil)
        #expect(BadgeCode(name: String(repeating: "a", count: 41)) == nil)
        #expect(BadgeCode(name: "Ay\u{1B}şe") == nil)
        #expect(BadgeCode(name: String(repeating: "a", count: 40)) != nil)
    }

    @Test("each wrong letter of a badge is found")
    func wrongLetters() throws {
        let letters = Array(try #require(BadgeCode(name: "Ayşe Yılmaz")).letters)
        for place in 3..<letters.count - 2 {
            for letter in "BCDEFGHJKLNOPRSTUV" where letter != letters[place] {
                var wrong = letters
                wrong[place] = letter
                #expect(throws: BarcodeError.self) { try BadgeCode.parse(String(wrong)) }
            }
        }
    }

    @Test(
        "what is no badge is left to the other codes", arguments: ["", "XXC", "XXCXX", "XXCBXX", "XXC1BXX", "XXBOXXX"])
    func others(text: String) throws {
        #expect(try BadgeCode.parse(text) == nil)
    }

    @Test("a badge of letters that mean nothing is none")
    func meaningless() throws {
        // The check letter is right: of two shifts and a byte that is no UTF-8.
        #expect(CodeReader.read("XXCVVUUVXX").badge == nil)
    }
}
