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
        return Phrase("printer.error.detail", ["error": reason, "detail": detail.phrase])
    }
}

extension OutcomeReason {
    /// Why a job was given up, or what is not known of it, in a few words.
    public var phrase: Phrase {
        switch self {
        case .cancelled: Phrase("printer.reason.cancelled")
        case .connectionLost: Phrase("printer.reason.connection-lost")
        case .noAnswer: Phrase("printer.reason.no-answer")
        case .tooLong: Phrase("printer.reason.too-long")
        case .unknownHost: Phrase("printer.reason.unknown-host")
        case .noProgress: Phrase("printer.reason.no-progress")
        case .notDone: Phrase("printer.reason.not-done")
        case .forgotten: Phrase("printer.reason.forgotten")
        case .untold: Phrase("printer.reason.untold")
        case .command: Phrase("printer.reason.command")
        case .counted(let count, let labels): Phrase("printer.reason.counted", ["counted": count, "labels": labels])
        case .said(let words): .verbatim(words)
        }
    }
}
