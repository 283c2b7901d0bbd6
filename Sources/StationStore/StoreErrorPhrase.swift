public import Language
public import OMS

extension StoreError: PhrasedError {
    /// One sentence for people, as `description` but in their language; what SQLite said stays in its own words.
    public var phrase: Phrase {
        switch code {
        case .inUse(let process?):
            Phrase("store-error.in-use-by", ["subject": subject, "process": String(process)])
        case .notAllowed(let from, let to):
            Phrase("store-error.not-allowed", ["subject": subject, "from": from.phrase, "to": to.phrase])
        case .printNotAllowed(let from, let to):
            Phrase("store-error.print-not-allowed", ["subject": subject, "from": from.phrase, "to": to.phrase])
        case .failed(let code):
            Phrase("store-error.failed", ["subject": subject, "detail": detail, "code": String(code)])
        default: Phrase("store-error.\(key)", ["subject": subject, "detail": detail])
        }
    }

    private var key: String {
        switch code {
        case .inUse: "in-use"
        case .newer: "newer"
        case .damaged: "damaged"
        case .diskFull: "disk-full"
        case .readOnly: "read-only"
        case .unreachable: "unreachable"
        case .notAllowed: "not-allowed"
        case .printNotAllowed: "print-not-allowed"
        case .noSuchPrintJob: "no-such-print-job"
        case .printerBusy: "printer-busy"
        case .bytesForgotten: "bytes-forgotten"
        case .noSuchEntry: "no-such-entry"
        case .contentsChanged: "contents-changed"
        case .packageGone: "package-gone"
        case .wrongState: "wrong-state"
        case .closed: "closed"
        case .cancelled: "cancelled"
        case .failed: "failed"
        }
    }
}

extension CommandStage {
    /// How far a command has come, in a word.
    public var phrase: Phrase { Phrase("stage.\(self == .needsAttention ? "needs-attention" : rawValue)") }
}

extension PrintStage {
    /// How far a print job has come, in a word.
    public var phrase: Phrase { Phrase("print-stage.\(rawValue)") }
}
