import Barcode
import Language

/// Puts the three scans of a calibration together from timed bytes; a value, which needs no terminal.
struct CalibrationSession {
    /// The outcome of the keys so far.
    enum Progress: Equatable {
        /// A code was read; how many different ones there are now.
        case read(Int)
        /// All three are there: this is how the scanner is set up.
        case understood(ScannerCalibration)
        /// Three codes are there and are not those of the sheet; why, and the reading begins anew.
        case notUnderstood(String)
        /// A person pressed Esc or Ctrl-C.
        case cancelled
    }

    private var assembler = UTF8Assembler()
    private var framer: ScanFramer<Never>
    private var frames: [ScanFrame] = []

    init() {
        // Nobody types here, so that every speed a scanner can be set to counts as one, and a pause may end a code.
        var settings = ScanFramerSettings()
        settings.pauseEndsFrame = true
        settings.machineGap = 1_000
        settings.pause = 1_200
        settings.escapeWait = 50
        settings.controlKeys = [Self.interrupt]
        framer = ScanFramer<Never>(settings: settings)
    }

    /// When `timeout(at:)` is due.
    var deadline: Int64? { framer.deadline }

    /// Takes bytes that came at a time in milliseconds.
    mutating func take(_ bytes: [UInt8], at time: Int64) -> [Progress] {
        var scalars: [Unicode.Scalar] = []
        for byte in bytes { assembler.feed(byte, into: &scalars) }
        var tokens: [ScanFramer<Never>.Token] = []
        for scalar in scalars { framer.feed(.scalar(scalar), at: time, into: &tokens) }
        return tokens.compactMap { progress($0) }
    }

    /// Ends what a pause has ended.
    mutating func timeout(at time: Int64) -> [Progress] {
        framer.timeout(at: time).compactMap { progress($0) }
    }

    private static let interrupt: Unicode.Scalar = "\u{3}"

    private mutating func progress(_ token: ScanFramer<Never>.Token) -> Progress? {
        switch token {
        case .frame(let frame): return add(frame)
        case .escape, .control: return .cancelled
        default: return nil
        }
    }

    private mutating func add(_ frame: ScanFrame) -> Progress {
        // A code read twice counts once.
        frames.removeAll { $0.text == frame.text }
        frames.append(frame)
        if let calibration = ScannerCalibration(frames) { return .understood(calibration) }
        guard frames.count >= 3 else { return .read(frames.count) }
        defer { frames = [] }
        return .notUnderstood(Self.reason(frames))
    }

    /// Why three frames cannot be used, as far as is known.
    private static func reason(_ frames: [ScanFrame]) -> String {
        let text = ScannerCalibration.text.asciiFolded
        let changesCase = frames.contains { frame in
            KeyboardLayout.allCases.contains { $0.decode(frame.text)?.asciiFolded.contains(text) ?? false }
        }
        return changesCase
            ? Phrase("program.calibration.changes-case").text : Phrase("program.calibration.other-codes").text
    }
}
