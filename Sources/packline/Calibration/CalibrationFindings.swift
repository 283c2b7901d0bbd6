import Barcode

extension ScannerCalibration {
    /// What is said of each thing that was found out.
    var findings: [Finding] {
        [layoutFinding, capsLockFinding, terminatorFinding] + surroundings + [separatorFinding]
            + [
                .ok(
                    "case",
                    "Capitals and small letters arrive as printed\(layout.hasCapsLock ? ", but for Caps Lock" : "").")
            ]
            + [.ok("speed", "\(Self.rounded(millisecondsPerCharacter)) ms a character.")]
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
            layout == .us ? "Codes arrive as printed (us)." : "\(layout.rawValue); codes are decoded through it.")
    }

    private var capsLockFinding: Finding {
        layout.hasCapsLock ? .wrong("Caps Lock", "It is on: switch it off.") : .ok("Caps Lock", "Off.")
    }

    private var terminatorFinding: Finding {
        let names = endings.map { ending in
            switch ending {
            case .carriageReturn, .enterKey: "Enter"
            case .lineFeed: "LF"
            case .tab: "Tab"
            case .pause: "nothing"
            case .paste: "the end of a paste"
            }
        }
        let text = names.sorted().joined(separator: ", ")
        return endings.contains(.pause)
            ? .wrong("terminator", "After a code comes \(text): set the scanner to send Enter (CR) after each.")
            : .ok("terminator", "After a code comes \(text).")
    }

    private var surroundings: [Finding] {
        [
            .ok("prefix", prefix.isEmpty ? "None." : "“\(prefix)”."),
            .ok("suffix", suffix.isEmpty ? "None." : "“\(suffix)”."),
            .ok("identifiers", sendsSymbology ? "The scanner tells the kind of each code." : "None are sent."),
        ]
    }

    private var separatorFinding: Finding {
        switch separator {
        case .asItself: .ok("GS", "The group separator arrives.")
        case .substitute(let text): .ok("GS", "The group separator arrives as “\(text)”.")
        case .lost:
            .wrong(
                "GS", "The group separator is lost, and GS1 codes with it: set the scanner to send it, as 0x1D or |.")
        }
    }

    private static func rounded(_ milliseconds: Double) -> String {
        milliseconds.isFinite ? "\((milliseconds * 10).rounded() / 10)" : "?"
    }
}
