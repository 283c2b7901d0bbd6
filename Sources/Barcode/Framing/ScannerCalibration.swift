/// How a scanner is set up, found out from the scans of a sheet of known codes.
public struct ScannerCalibration: Equatable, Sendable {
    /// How a group separator arrives.
    public enum Separator: Equatable, Sendable {
        /// As U+001D, or as what the layout makes of it.
        case asItself
        /// As this text.
        case substitute(String)
        /// Not at all: GS1 codes with values of variable length cannot be read.
        case lost
    }

    /// The host's layout; one with Caps Lock where that is on.
    public let layout: KeyboardLayout
    /// What stands before every code, without the symbology identifier.
    public let prefix: String
    /// What stands after every code.
    public let suffix: String
    /// Whether the scanner sends symbology identifiers.
    public let sendsSymbology: Bool
    /// How a group separator arrives.
    public let separator: Separator
    /// What ended the frames.
    public let endings: Set<ScanFrame.Ending>
    /// The mean time from character to character of the slowest frame, in milliseconds.
    public let millisecondsPerCharacter: Double

    /// The text of the first code of the sheet: letters, digits and signs that every layout changes differently.
    ///
    /// Nine characters are the most that fit on a terminal of 80 columns.
    public static let text = "Pack/Li-9"
    /// The message of the second code, to be drawn as GS1-128 with a separator in its middle.
    public static let message = [GS1Element(checked: "10", "A"), GS1Element(checked: "21", "B")]
    /// The command of the third code.
    public static let command = CommandCode.confirm

    /// Reads the frames of the three codes, in any order; nil where one of them is missing or cannot be understood.
    public init?(_ frames: [ScanFrame]) {
        guard let (layout, before, suffix) = Self.surroundings(in: frames) else { return nil }
        let (prefix, sendsSymbology) = Self.withoutSymbology(before)
        var settings = CodeReader.Settings()
        (settings.layout, settings.prefix, settings.suffix) = (layout, prefix, suffix)
        guard let separator = frames.lazy.compactMap({ Self.separator(in: $0.text, settings) }).first,
            frames.contains(where: { CodeReader.read($0.text, settings: settings).command == Self.command })
        else { return nil }

        self.layout = layout
        self.prefix = prefix
        self.suffix = suffix
        self.sendsSymbology = sendsSymbology
        self.separator = separator
        endings = Set(frames.map(\.ending))
        millisecondsPerCharacter = frames.compactMap(\.millisecondsPerCharacter).max() ?? 0
    }

    /// The settings for reading this scanner's codes.
    public var settings: CodeReader.Settings {
        var settings = CodeReader.Settings()
        settings.layout = layout
        settings.prefix = prefix
        settings.suffix = suffix
        if case .substitute(let text) = separator { settings.separatorSubstitutes = [text] }
        return settings
    }

    /// The settings for framing this scanner's codes.
    public var framing: ScanFramerSettings {
        var framing = ScanFramerSettings()
        framing.pauseEndsFrame = endings.contains(.pause)
        // Twice the mean allows for a slow character; above 200 ms a scanner could not be told from a person.
        let gap = Int64(min(max(millisecondsPerCharacter, 0) * 2, 200))
        framing.machineGap = max(framing.machineGap, gap)
        framing.pause = max(framing.pause, gap * 2)
        return framing
    }
}

// MARK: - Finding out

extension ScannerCalibration {
    /// The layout under which the first code is in a frame, and what stands around it.
    private static func surroundings(
        in frames: [ScanFrame]
    ) -> (layout: KeyboardLayout, before: String, after: String)? {
        for frame in frames {
            for layout in KeyboardLayout.allCases {
                guard let scanned = layout.decode(frame.text), let range = scanned.firstRange(of: text) else {
                    continue
                }
                return (layout, String(scanned[..<range.lowerBound]), String(scanned[range.upperBound...]))
            }
        }
        return nil
    }

    /// The configured prefix, without the symbology identifier before or after it.
    private static func withoutSymbology(_ before: String) -> (prefix: String, sendsSymbology: Bool) {
        if Symbology(leading: Array(before.utf8)[...]) != nil { return (String(before.dropFirst(3)), true) }
        if Symbology(leading: Array(before.utf8.suffix(3))[...]) != nil { return (String(before.dropLast(3)), true) }
        return (before, false)
    }

    /// What stands between the two elements of the second code; nil where they are not in the text.
    private static func separator(in text: String, _ settings: CodeReader.Settings) -> Separator? {
        let scanned = settings.layout.decode(text) ?? text
        let parts = message.map { $0.identifier + $0.value }
        guard let first = scanned.firstRange(of: parts[0]),
            let second = scanned[first.upperBound...].firstRange(of: parts[1])
        else { return nil }
        let between = String(scanned[first.upperBound..<second.lowerBound])
        switch between {
        case "": return .lost
        case "\u{1D}", "\u{1E}": return .asItself
        default: return .substitute(between)
        }
    }
}
