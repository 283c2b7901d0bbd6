public import Language
public import Printing

extension PrinterTrouble {
    /// Why the printer needs a hand, in a word or two.
    public var phrase: Phrase { Phrase("printer.trouble.\(rawValue)") }
}

extension PrinterError {
    /// Why the printer could not be asked, in a few words.
    public var phrase: Phrase {
        let reason = Phrase("printer.error.\(code.rawValue)")
        guard let detail else { return reason }
        return Phrase("printer.error.detail", ["error": reason, "detail": detail])
    }
}
