import Foundation
import Testing

@testable import Barcode

@Suite("Letter case in codes")
struct CaseFoldingTests {
    /// The first two planes; beyond them no character has a case or is made of such.
    private let scalars = (0...0x1FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)

    @Test(
        "the case of letters is taken away in every script, without a language",
        arguments: [
            ("ÜRÜN-1", "ürün-1"), ("I", "i"), ("ı", "ı"), ("İ", "İ"), ("I\u{307}", "İ"), ("ß", "ß"), ("ẞ", "ß"),
            ("ΣΑΣ", "σασ"), ("σας", "σασ"), ("\u{13A0}", "\u{13A0}"), ("\u{AB70}", "\u{13A0}"),
            ("\u{13F8}", "\u{13F0}"),
            ("ЖЁ", "жё"), ("Ⅷ", "ⅷ"), ("Ａ", "ａ"), ("\u{212A}", "k"), ("ſ", "s"), ("µ", "μ"), ("ǅ", "ǆ"), ("ᾈ", "ᾀ"),
            ("\u{1FD3}", "\u{390}"), ("\u{FB05}", "\u{FB06}"), ("ŉ", "ŉ"), ("𐐀", "𐐨"), ("Ა", "ა"), ("AbC-1", "abc-1"),
        ])
    func letters(text: String, folded: String) {
        #expect(text.caseFolded == folded)
    }

    @Test("of all characters none is folded twice, and those that are each other's case fold to one")
    func everyCharacter() {
        let ownLetters: Set<Unicode.Scalar> = ["ı", "İ"]
        var changed = (0x20000...0x10FFFF as ClosedRange<UInt32>).count {
            Unicode.Scalar($0)?.properties.isCased == true
        }
        for scalar in scalars {
            let folded = scalar.caseFolded
            changed += folded == scalar ? 0 : 1
            if folded.caseFolded != folded { Issue.record("U+\(String(scalar.value, radix: 16)) is folded twice") }
            if ownLetters.contains(scalar) {
                if folded != scalar { Issue.record("\(scalar) is not a letter of its own") }
                continue
            }
            let properties = scalar.properties
            for other in [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping] {
                let others = other.unicodeScalars
                guard others.count == 1, let other = others.first, other.caseFolded != folded else { continue }
                Issue.record("U+\(String(scalar.value, radix: 16)) and its other case are two")
            }
            // Nothing else changes: what Unicode says folding leaves alone becomes at most an equal spelling of itself.
            if folded != scalar, !properties.changesWhenCaseFolded, String(folded) != String(scalar) {
                Issue.record("U+\(String(scalar.value, radix: 16)) has no case")
            }
        }
        // Unicode 14 has 1,454 of them, and no later version takes one back.
        #expect((1_454...1_700).contains(changed), "\(changed)")
    }

    @Test("composed and decomposed letters are one key, whatever their case")
    func normalisation() {
        var failures: [Unicode.Scalar] = []
        for scalar in scalars {
            let composed = String(scalar)
            let decomposed = composed.decomposedStringWithCanonicalMapping
            if composed.caseFolded != decomposed.caseFolded { failures.append(scalar) }
        }
        #expect(failures.isEmpty)
        #expect("\u{1FBC}".caseFolded == "α\u{345}" && "\u{345}".caseFolded == "ι")
        #expect(CodeReader.key(of: "U\u{308}RU\u{308}N") == CodeReader.key(of: "ürün"))
        #expect(CodeReader.read("ÜRÜN").matches("u\u{308}ru\u{308}n"))
    }
}
