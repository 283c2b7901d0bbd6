import Barcode
import Language

extension ScannerCalibration {
    /// What is said of each thing that was found out.
    var findings: [Finding] {
        [layoutFinding, capsLockFinding, terminatorFinding] + surroundings + [separatorFinding]
            + [
                .ok(
                    "case",
                    Phrase(
                        layout.hasCapsLock ? "program.calibration.case-but-caps-lock" : "program.calibration.case")),
                .ok(
                    "speed",
                    Phrase("program.calibration.speed", ["milliseconds": Self.rounded(millisecondsPerCharacter)])),
            ]
    }

    /// What to keep of it, as settings: their names, and values as YAML writes them.
    var keptSettings: [(name: String, value: String)] {
        var substitute = ""
        if case .substitute(let text) = separator { substitute = text }
        return [
            ("layout", layoutWithoutCapsLock.rawValue), ("prefix", ConfigurationEdit.quoted(prefix)),
            ("suffix", ConfigurationEdit.quoted(suffix)), ("group_separator", ConfigurationEdit.quoted(substitute)),
            ("pause_ends_frame", "\(framing.pauseEndsFrame)"), ("machine_gap_ms", "\(framing.machineGap)"),
            ("pause_ms", "\(framing.pause)"),
        ]
    }

    /// Caps Lock is a key that was pressed by accident, not a setting of a bench.
    private var layoutWithoutCapsLock: KeyboardLayout {
        switch layout {
        case .usCapsLock: .us
        case .turkishQCapsLock: .turkishQ
        default: layout
        }
    }

    private var layoutFinding: Finding {
        let layout = layoutWithoutCapsLock
        return .ok(
            "layout",
            layout == .us
                ? Phrase("program.calibration.us")
                : Phrase("program.calibration.layout", ["layout": layout.rawValue]))
    }

    private var capsLockFinding: Finding {
        layout.hasCapsLock
            ? .wrong("Caps Lock", Phrase("program.calibration.caps-lock"))
            : .ok("Caps Lock", Phrase("program.calibration.no-caps-lock"))
    }

    private var terminatorFinding: Finding {
        let names = endings.map { ending in
            switch ending {
            case .carriageReturn, .enterKey: "Enter"
            case .lineFeed: "LF"
            case .tab: "Tab"
            case .pause: Phrase("program.calibration.nothing").text
            case .paste: Phrase("program.calibration.end-of-paste").text
            }
        }
        let text = names.sorted().joined(separator: ", ")
        return endings.contains(.pause)
            ? .wrong("terminator", Phrase("program.calibration.no-terminator", ["keys": text]))
            : .ok("terminator", Phrase("program.calibration.terminator", ["keys": text]))
    }

    private var surroundings: [Finding] {
        let none = Phrase("program.calibration.none")
        return [
            .ok("prefix", prefix.isEmpty ? none : .verbatim("“\(prefix)”.")),
            .ok("suffix", suffix.isEmpty ? none : .verbatim("“\(suffix)”.")),
            .ok(
                "identifiers",
                Phrase(sendsSymbology ? "program.calibration.identifiers" : "program.calibration.no-identifiers")),
        ]
    }

    private var separatorFinding: Finding {
        switch separator {
        case .asItself: .ok("GS", Phrase("program.calibration.separator-arrives"))
        case .substitute(let text): .ok("GS", Phrase("program.calibration.separator-as", ["sign": text]))
        case .lost: .wrong("GS", Phrase("program.calibration.separator-lost"))
        }
    }

    private static func rounded(_ milliseconds: Double) -> String {
        milliseconds.isFinite ? "\((milliseconds * 10).rounded() / 10)" : "?"
    }
}
