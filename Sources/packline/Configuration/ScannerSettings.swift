import Barcode
import Station

// The settings of the scanner: how its keys become frames, and its frames codes.
extension Settings {
    /// Sets up how a station's scanner is read.
    ///
    /// Errors: a `Failure` that names the file and the line, for a value that cannot be one.
    func setUpScanner(of station: inout StationSettings) throws {
        station.codes = try codes()
        station.scanner.pauseEndsFrame = try flag(.pauseEndsFrame) ?? false
        let usual = ScanFramerSettings()
        station.scanner.machineGap = try milliseconds(.machineGap, 1...1_000) ?? usual.machineGap
        let gap = station.scanner.machineGap
        // A pause that is no longer than the gaps in a scan would cut each scan into pieces.
        station.scanner.pause = try milliseconds(.pause, (gap + 1)...10_000) ?? max(usual.pause, gap * 2)
        if let window = try milliseconds(.doubleRead, 0...10_000) { station.repeatWindow = window == 0 ? nil : window }
    }

    private func codes() throws -> CodeReader.Settings {
        var codes = CodeReader.Settings()
        codes.layout = try read(.layout, KeyboardLayout.init(rawValue:)) ?? .us
        codes.prefix = text(.prefix) ?? ""
        codes.suffix = text(.suffix) ?? ""
        // Letters and digits stand in codes themselves: as a separator they would cut them.
        let separator = try read(.groupSeparator) { text in
            text.isEmpty || text.contains { !$0.isLetter && !$0.isNumber } ? text : nil
        }
        codes.separatorSubstitutes = [separator ?? ""].filter { !$0.isEmpty }
        codes.aliases = aliases
        return codes
    }

    private func milliseconds(_ setting: Setting, _ range: ClosedRange<Int64>) throws -> Int64? {
        try read(setting) { Int64($0).flatMap { range.contains($0) ? $0 : nil } }
    }
}
