import TestTools

@testable import Barcode

/// Made-up values that keep the rules of their identifiers.
enum Sample {
    /// A valid value of an identifier; nil for an identifier that there is not.
    static func value(of name: String, _ random: inout SeededGenerator) -> String? {
        guard let identifier = ApplicationIdentifier.named(name) else { return nil }
        var value: [UInt8] = []
        for component in identifier.components {
            if component.isOptional, Bool.random(using: &random) { break }
            let length = Int.random(in: component.minimum...component.maximum, using: &random)
            value += part(of: component, length: length, &random)
        }
        return String(decoding: value, as: UTF8.self)
    }

    private static func part(
        of component: ApplicationIdentifier.Component, length: Int, _ random: inout SeededGenerator
    ) -> [UInt8] {
        if let fixed = component.checks.lazy.compactMap({ fixed[$0] }).first {
            return Array(fixed.randomElement(using: &random).map(\.utf8) ?? "".utf8)
        }
        let alphabet = (0...127).filter { component.characters.contains($0) && $0 != 0x25 }
        var length = length
        if component.checks.contains(where: { $0 == .gcppos1 || $0 == .gcppos2 }) { length = max(length, 5) }
        var part = (0..<length).map { _ in UInt8(alphabet.randomElement(using: &random) ?? 0x30) }
        if component.checks.contains(where: { $0 == .gcppos1 || $0 == .gcppos2 }) {
            for index in 0..<5 { part[index] = UInt8.random(in: 0x30...0x39, using: &random) }
        }
        if component.checks.contains(.nonzero) || component.checks.contains(.nozeroprefix) { part[0] = 0x37 }
        if component.checks.contains(.csum) {
            part[part.count - 1] = 0x30 + UInt8(CheckDigit.after(part.dropLast()))
        }
        return part
    }

    /// Values for the rules that random characters would seldom keep.
    private static let fixed: [ComponentCheck: [String]] = [
        .yymmd0: ["260100", "240229", "991231"], .yymmdd: ["260131", "240229"], .yyyymmdd: ["20000229", "19700101"],
        .hhmi: ["0000", "2359"], .hh: ["23"], .mi: ["59"], .ss: ["00"], .zero: ["0"], .yesno: ["0", "1"],
        .winding: ["0", "1", "9"], .hyphen: ["-"], .pieceoftotal: ["0102", "9999"], .posinseqslash: ["1/3", "2/2"],
        .latitude: ["1800000000", "0000000000"], .longitude: ["3600000000"], .iban: ["TR330006100519786457841326"],
        .iso5218: ["0", "9"], .mediatype: ["01", "10", "80", "99"], .importeridx: ["_", "A", "7"],
        .csumalpha: ["1987654Ad4X4bL5ttr2310c2K"],
    ]
}
