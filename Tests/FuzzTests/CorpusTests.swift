import Foundation
import Testing

@Suite("Bytes from outside")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static func inputs(of decoder: Decoder) throws -> [(name: String, bytes: [UInt8])] {
        let folders = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let own = try #require(folders.first { $0.lastPathComponent.lowercased() == decoder.rawValue })
        let files = try FileManager.default.contentsOfDirectory(
            at: own.appending(path: "Corpus"), includingPropertiesForKeys: nil)
        return try files.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }

    @Test("every input of a corpus keeps the rules, and so does each that is cut off", arguments: Decoder.allCases)
    func corpus(decoder: Decoder) throws {
        let inputs = try Self.inputs(of: decoder)
        #expect(inputs.count >= 10)
        for (name, bytes) in inputs {
            // A long one is cut in some places only, for the sake of time.
            for count in stride(from: 0, through: bytes.count, by: 1 + bytes.count / decoder.mostCuts) {
                #expect(throws: Never.self, "\(name), \(count) bytes") { try decoder.check(Array(bytes.prefix(count))) }
            }
            #expect(throws: Never.self, "\(name)") { try decoder.check(bytes) }
        }
    }

    @Test(
        "every input of a corpus with a byte changed keeps the rules",
        arguments: [
            (Decoder.labels, [0, 0x3E, 0x5E, 0x5F, 0x7E, 0xFF]), (.keys, [0, 0x1B, 0x5B, 0xC4, 0xFF]),
            (.json, [0, 0x22, 0x5C, 0x30, 0xC2]), (.timestamps, [0x2D, 0x39, 0x65]),
        ] as [(Decoder, [UInt8])])
    func changed(decoder: Decoder, by others: [UInt8]) throws {
        for (name, bytes) in try Self.inputs(of: decoder) {
            for place in bytes.indices {
                for byte in others {
                    var changed = bytes
                    changed[place] = byte
                    #expect(throws: Never.self, "\(name), at \(place) \(byte)") { try decoder.check(changed) }
                }
            }
        }
    }

    @Test(
        "broken labels are read as far as they go",
        arguments: [
            "^XA", "^XZ", "^", "^XA^", "^XA^F", "^XA^FD", "^XA^FD^XZ", "^XA^FH^FD_^XZ", "^XA^BC^FD>^XZ",
            "^XA^BQ^FDD^XZ",
            "^XA^PQ99999999999999999999^FDa^XZ", "^XA^PQ-1^FDa^XZ", "^XA^BE^FD^XZ", "^XA^GFB,-1,,,^XZ", "^XA^CC",
            "! U1", "^XA^CD^BX^FD^XZ", "^XA^FX^XA^FDa^XZ", "^XA^BX,,,,,,_^FD_^XZ", "^XA^BX,,,,,,_^FD_d99^XZ",
        ])
    func labels(text: String) {
        #expect(throws: Never.self) { try Decoder.labels.check(Array(text.utf8)) }
    }
}

extension Decoder {
    /// In how many places an input is cut at most.
    fileprivate var mostCuts: Int {
        switch self {
        case .configuration, .themes: 8
        case .packages, .catalogs: 64
        default: 1_024
        }
    }
}
