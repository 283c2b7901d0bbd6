// The fuzz target of the Barcode room: whatever bytes come, nothing traps, and what was understood is written and read
// back as the same. `.ci/fuzz` builds and runs it; it is no part of the package.

import Barcode

/// What libFuzzer calls for each input; the first byte sets the scanner up, the rest is what it sends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let setUp = input.first else { return 0 }
    let bytes = input.dropFirst()
    CodeCheck(bytes, settings: CodeReader.Settings()).run()
    CodeCheck(bytes, settings: settings(setUp)).run()
    FrameCheck(settings: framing(setUp)).run(bytes)
    return 0
}

/// A scanner set up as the bits of a byte say.
private func settings(_ bits: UInt8) -> CodeReader.Settings {
    var settings = CodeReader.Settings()
    settings.layout = KeyboardLayout.allCases[Int(bits & 7) % KeyboardLayout.allCases.count]
    settings.prefix = bits & 8 == 0 ? "" : "~"
    settings.suffix = bits & 16 == 0 ? "" : "\u{3}"
    settings.separatorSubstitutes = bits & 32 == 0 ? [] : ["<GS>", "|"]
    return settings
}

private func framing(_ bits: UInt8) -> ScanFramerSettings {
    var settings = ScanFramerSettings()
    settings.pauseEndsFrame = bits & 64 != 0
    settings.terminators = bits & 128 == 0 ? settings.terminators : [.tab]
    settings.maximumLength = 64
    settings.controlKeys = ["\u{12}"]
    return settings
}

/// Stops the run: libFuzzer keeps the input that led here.
func require(_ isSo: Bool, _ rule: @autoclosure () -> String) {
    guard isSo else { fatalError(rule()) }
}
