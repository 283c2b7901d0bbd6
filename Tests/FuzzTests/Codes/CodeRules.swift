import Barcode

/// What must hold in the Barcode room for any bytes: nothing traps, and what was understood is written and read back as
/// the same.
enum CodeRules {
    /// Checks an input: its first byte sets the scanner up, the rest is what the scanner sends.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        guard let setUp = input.first else { return }
        let bytes = input.dropFirst()
        try CodeCheck(bytes, settings: CodeReader.Settings()).run()
        try CodeCheck(bytes, settings: settings(setUp)).run()
        try FrameCheck(settings: framing(setUp)).run(bytes)
    }

    /// A scanner set up as the bits of a byte say.
    private static func settings(_ bits: UInt8) -> CodeReader.Settings {
        var settings = CodeReader.Settings()
        settings.layout = KeyboardLayout.allCases[Int(bits & 7) % KeyboardLayout.allCases.count]
        settings.prefix = bits & 8 == 0 ? "" : "~"
        settings.suffix = bits & 16 == 0 ? "" : "\u{3}"
        settings.separatorSubstitutes = bits & 32 == 0 ? [] : ["<GS>", "|"]
        return settings
    }

    private static func framing(_ bits: UInt8) -> ScanFramerSettings {
        var settings = ScanFramerSettings()
        settings.pauseEndsFrame = bits & 64 != 0
        settings.terminators = bits & 128 == 0 ? settings.terminators : [.tab]
        settings.maximumLength = 64
        settings.controlKeys = ["\u{12}"]
        return settings
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_codes")
    public func fuzzCodes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: CodeRules.check)
    }
#endif
