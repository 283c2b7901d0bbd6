/// A keyboard layout under which a code makes sense that makes none as it was read.
public struct LayoutGuess: Equatable, Sendable {
    /// The layout that the host seems to have.
    public let layout: KeyboardLayout
    /// What the code means when it is read through that layout.
    public let code: ScannedCode
}

extension CodeReader {
    /// The layouts that would explain a text which makes no sense, the likelier first; none where it makes sense as it is.
    ///
    /// A text makes sense when it is a command, a denial reason, GS1 data, or digits with a valid check digit, or when
    /// `isKnown` says that the station expects it. French and Belgian agree on most codes: both are given then.
    public static func layoutGuesses(
        for text: String, settings: Settings = Settings(), isKnown: (ScannedCode) -> Bool = { _ in false }
    ) -> [LayoutGuess] {
        func makesSense(_ code: ScannedCode) -> Bool { code.error == nil && code.kind != .text || isKnown(code) }
        if makesSense(read(text, settings: settings)) { return [] }

        let asScanned = settings.layout.decode(text) ?? text
        var guesses: [LayoutGuess] = []
        for layout in KeyboardLayout.allCases where layout != settings.layout {
            guard let scanned = layout.decode(text), scanned != asScanned else { continue }
            var tried = settings
            tried.layout = layout
            let code = read(text, settings: tried)
            if makesSense(code) { guesses.append(LayoutGuess(layout: layout, code: code)) }
        }
        return guesses
    }
}

extension ScannedCode {
    /// Whether Caps Lock swapped the case: one of the station's own codes arrived in small letters.
    public var hasSwappedCase: Bool {
        let isOurs = canonical.hasPrefix("xx") && canonical.hasSuffix("xx")
        return isOurs && (command != nil || reason != nil)
    }
}
