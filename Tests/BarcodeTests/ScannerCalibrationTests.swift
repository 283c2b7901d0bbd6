import Barcode
import Testing

@Suite("Calibration of a scanner")
struct ScannerCalibrationTests {
    @Test("layout and Caps Lock are found under every layout", arguments: KeyboardLayout.allCases)
    func layouts(layout: KeyboardLayout) throws {
        let separator = layout == .french || layout == .belgian ? "$" : "\u{1D}"
        let found = try #require(ScannerCalibration(sheet(host: layout, separator: separator)))
        #expect(found.layout == layout)
        #expect(found.prefix == "" && found.suffix == "" && !found.sendsSymbology)
        #expect(found.separator == .asItself)
        #expect(found.settings.layout == layout)
    }

    @Test(
        "prefix, suffix and symbology identifiers are found in either order",
        arguments: [("~]C0", "~", true), ("]C0~", "~", true), ("]C0", "", true), ("\u{02}#", "\u{02}#", false)])
    func surroundings(before: String, prefix: String, sendsSymbology: Bool) throws {
        let found = try #require(ScannerCalibration(sheet(before: before, after: "\u{03}")))
        #expect(found.prefix == prefix)
        #expect(found.suffix == "\u{03}")
        #expect(found.sendsSymbology == sendsSymbology)
        #expect(CodeReader.read(before + "ABC-1\u{03}", settings: found.settings).canonical == "ABC-1")
    }

    @Test(
        "a group separator is found as itself, as a text, or lost",
        arguments: [
            ("\u{1D}", ScannerCalibration.Separator.asItself), ("\u{1E}", .asItself), ("<GS>", .substitute("<GS>")),
            ("|", .substitute("|")), ("", .lost),
        ])
    func separators(sent: String, separator: ScannerCalibration.Separator) throws {
        let found = try #require(ScannerCalibration(sheet(separator: sent)))
        #expect(found.separator == separator)
        let isRead = CodeReader.read("]C110AB\(sent)2112", settings: found.settings).elements.count == 2
        #expect(isRead == (separator != .lost))
    }

    @Test("terminator and speed make the framing")
    func framing() throws {
        let slow = try #require(ScannerCalibration(sheet(ending: .pause, gap: 60)))
        #expect(slow.endings == [.pause])
        #expect(slow.millisecondsPerCharacter == 60)
        #expect(slow.framing.pauseEndsFrame)
        #expect(slow.framing.machineGap == 120)
        let fast = try #require(ScannerCalibration(sheet()))
        #expect(fast.framing == ScanFramerSettings())
    }

    @Test("a sheet that was not read whole gives nothing")
    func incomplete() {
        #expect(ScannerCalibration([]) == nil)
        for missing in 0..<3 {
            var frames = sheet()
            frames.remove(at: missing)
            #expect(ScannerCalibration(frames) == nil)
        }
    }

    /// The three codes of the sheet as a host receives them.
    private func sheet(
        host: KeyboardLayout = .us, before: String = "", after: String = "", separator: String = "\u{1D}",
        ending: ScanFrame.Ending = .carriageReturn, gap: Int64 = 2
    ) -> [ScanFrame] {
        let message = ScannerCalibration.message.map { host.received($0.identifier + $0.value) }
        let texts = [
            host.received(before + ScannerCalibration.text + after),
            host.received(before) + message.joined(separator: separator) + host.received(after),
            host.received(before + ScannerCalibration.command.letters + after),
        ]
        return texts.map { text in
            let end = gap * Int64(text.unicodeScalars.count - 1)
            return ScanFrame(text, source: .scanner, ending: ending, start: 0, end: end)
        }
    }
}
