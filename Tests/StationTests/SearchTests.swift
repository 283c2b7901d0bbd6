import Testing

@testable import Station

@Suite("Search in the text of all packages")
struct SearchTests {
    @Test("a term is found where it stands, at every place and length, and beyond every block of 64")
    func everywhere() {
        for length in [1, 2, 3, 8, 9, 63, 64, 65, 130] {
            let term = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            for place in [0, 1, 7, 8, 62, 63, 64, 65, 127, 128, 200] {
                let text = Array(repeating: UInt8(ascii: "z"), count: place) + term + [UInt8(ascii: ".")]
                #expect(places(of: term, in: text) == [place], "\(length)")
            }
        }
    }

    @Test("text of few letters, where nearly every place comes into question, is searched as the library would")
    func fewLetters() {
        var random = SeededGenerator(state: 7)
        for _ in 0..<2_000 {
            let text = (0..<Int(random.next() % 300)).map { _ in UInt8(ascii: "a") + UInt8(random.next() % 2) }
            let term = (0..<1 + Int(random.next() % 12)).map { _ in UInt8(ascii: "a") + UInt8(random.next() % 2) }
            let expected = text.indices.filter { text[$0...].starts(with: term) }
            #expect(places(of: term, in: text) == expected, "\(term) in \(text)")
        }
    }

    @Test("a term that is longer than the text, or empty, is nowhere")
    func nowhere() {
        let text = Array("short".utf8)
        #expect(places(of: Array("shorter".utf8), in: text) == [])
        #expect(places(of: [], in: text) == [])
    }

    /// Every place where a term stands in a text.
    private func places(of term: [UInt8], in text: [UInt8]) -> [Int] {
        var places: [Int] = []
        text.withUnsafeBytes { buffer in
            TextSearch.forEach(term, in: buffer) { place in
                places.append(place)
                return place + 1
            }
        }
        return places
    }
}
