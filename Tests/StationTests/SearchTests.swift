import Foundation
import Testing

@testable import Station

@Suite("Search in the text of all packages")
struct SearchTests {
    @Test("a term is found where it first stands, at every place and length, and beyond every block of 64")
    func everywhere() {
        for length in [1, 2, 3, 8, 9, 63, 64, 65, 130] {
            let term = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            for place in [0, 1, 7, 8, 62, 63, 64, 65, 127, 128, 200] {
                let text = Array(repeating: UInt8(ascii: "z"), count: place) + term + [UInt8(ascii: ".")]
                #expect(text.withUnsafeBytes { TextSearch.first(term, in: $0, from: 0) } == place, "\(length)")
                #expect(text.withUnsafeBytes { TextSearch.first(term, in: $0, from: place + 1) } == nil, "\(length)")
            }
        }
    }

    @Test("text of few letters, where nearly every place comes into question, is searched as the library would")
    func fewLetters() {
        var random = Lottery(seed: 7)
        for _ in 0..<2_000 {
            let text = (0..<Int(random.next() % 300)).map { _ in UInt8(ascii: "a") + UInt8(random.next() % 2) }
            let term = (0..<1 + Int(random.next() % 12)).map { _ in UInt8(ascii: "a") + UInt8(random.next() % 2) }
            let expected = Data(text).firstRange(of: Data(term))?.lowerBound
            #expect(text.withUnsafeBytes { TextSearch.first(term, in: $0, from: 0) } == expected, "\(term) in \(text)")
        }
    }

    @Test("a term that is longer than the text, or empty, is nowhere")
    func nowhere() {
        let text = Array("short".utf8)
        #expect(text.withUnsafeBytes { TextSearch.first(Array("shorter".utf8), in: $0, from: 0) } == nil)
        #expect(text.withUnsafeBytes { TextSearch.first([], in: $0, from: 0) } == nil)
    }

    /// Random numbers that are the same in every run.
    private struct Lottery: RandomNumberGenerator {
        private var state: UInt64
        init(seed: UInt64) { state = seed }
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
