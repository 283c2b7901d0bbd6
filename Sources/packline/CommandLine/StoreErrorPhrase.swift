import Language
import StationStore

extension StoreError {
    /// One sentence for people, as `description` but in their language; what SQLite said stays in its own words.
    var phrase: Phrase {
        let arguments: KeyValuePairs<String, any PhraseArgument> = ["subject": subject, "detail": detail]
        return switch code {
        case .inUse(let process?):
            Phrase("program.store.in-use-by", ["subject": subject, "process": String(process)])
        case .inUse: Phrase("program.store.in-use", arguments)
        case .newer: Phrase("program.store.newer", arguments)
        case .damaged: Phrase("program.store.damaged", arguments)
        case .diskFull: Phrase("program.store.disk-full", arguments)
        case .readOnly: Phrase("program.store.read-only", arguments)
        case .unreachable: Phrase("program.store.unreachable", arguments)
        case .notAllowed(let from, let to):
            Phrase("program.store.not-allowed", ["subject": subject, "from": from.phrase, "to": to.phrase])
        case .noSuchEntry: Phrase("program.store.no-such-entry", arguments)
        case .contentsChanged: Phrase("program.store.contents-changed", arguments)
        case .packageGone: Phrase("program.store.package-gone", arguments)
        case .wrongState: Phrase("program.store.wrong-state", arguments)
        case .closed: Phrase("program.store.closed", arguments)
        case .cancelled: Phrase("program.store.cancelled", arguments)
        case .failed(let code):
            Phrase("program.store.failed", ["subject": subject, "detail": detail, "code": String(code)])
        }
    }
}
