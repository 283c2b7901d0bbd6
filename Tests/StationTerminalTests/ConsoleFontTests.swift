import Foundation
import TerminalText
import Testing

@testable import StationTerminal

@Suite("The fonts of Linux's console")
struct ConsoleFontTests {
    /// The font of `packline-bench@.service`, and one for other screens.
    static let fonts = ["Lat15-TerminusBold28x14", "Lat15-Fixed16"]

    init() { _ = Charset.adoptLocale(type: nil) }

    @Test("every sign that the screens draw is in the font, or one that is stands for it", arguments: fonts)
    func signs(_ font: String) throws {
        let known = try Self.characters(of: font)
        let lacking = try Self.drawn().filter { scalar in
            let shown = Charset.console.shown(scalar, width: GlyphWidth.width(of: scalar))
            let isLost = shown == GlyphWidth.replacement && scalar != shown
            return isLost || (!shown.isASCII && !known.contains(shown))
        }
        #expect(lacking.isEmpty, "\(font) has none of: \(lacking.map(String.init).sorted())")
    }

    @Test("the console is known by TERM, and gets no marks and no wide characters")
    func console() {
        #expect(Charset.console.shown("ş", width: 1) == "ş")
        #expect(Charset.console.shown("◐", width: 1) != "◐")
        #expect(Charset.console.shown("東", width: 2) == "?")
    }

    /// Every character beyond ASCII in the sources of the screens and in the catalogs.
    private static func drawn() throws -> Set<Unicode.Scalar> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        var scalars: Set<Unicode.Scalar> = []
        for folder in ["Sources/StationTerminal", "Sources/Language/Catalogs"] {
            let files = FileManager.default.enumerator(
                at: root.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where ["swift", "txt"].contains(file.pathExtension) {
                scalars.formUnion(try String(contentsOf: file, encoding: .utf8).unicodeScalars.filter { !$0.isASCII })
            }
        }
        return scalars
    }

    /// The characters of a font's table (PSF version 2: a header of 8 words, the glyphs, then each glyph's characters).
    private static func characters(of font: String) throws -> Set<Unicode.Scalar> {
        let file = try unzipped("/usr/share/consolefonts/\(font).psf.gz")
        if file.starts(with: [0x36, 0x04]) { return try oldTable(file) }
        let words = (0..<8).map { word in (0..<4).reduce(0) { $0 | Int(file[word * 4 + $1]) << ($1 * 8) } }
        try #require(words[0] == 0x864A_B572)
        return file[(words[2] + words[4] * words[5])...].split(separator: 0xFF).reduce(into: []) { known, entry in
            // What comes after 0xFE are sequences, which the console cannot draw.
            let single = entry.prefix { $0 != 0xFE }
            known.formUnion(String(decoding: single, as: UTF8.self).unicodeScalars)
        }
    }

    /// The characters of a font of PSF version 1: a header of 4 bytes, 256 or 512 glyphs, then words of 16 bits.
    private static func oldTable(_ file: [UInt8]) throws -> Set<Unicode.Scalar> {
        let table = file[(4 + (file[2] & 1 == 0 ? 256 : 512) * Int(file[3]))...]
        let words = stride(from: table.startIndex, to: table.endIndex - 1, by: 2).map {
            UInt32(table[$0]) | UInt32(table[$0 + 1]) << 8
        }
        return Set(words.compactMap(Unicode.Scalar.init))
    }

    private static func unzipped(_ path: String) throws -> [UInt8] {
        let (gzip, output) = (Process(), Pipe())
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        gzip.arguments = ["-dc", path]
        gzip.standardOutput = output
        try gzip.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        try #require(gzip.terminationStatus == 0)
        return [UInt8](bytes)
    }
}
