public import Language
public import Warehouse

extension WarehouseError: PhrasedError {
    /// Why the warehouse cannot be used, in a sentence; PostgreSQL's own words stand behind it.
    public var phrase: Phrase {
        let sentence = Phrase("warehouse.error.\(key)", arguments)
        return detail.isEmpty ? sentence : .list([sentence, .verbatim(detail)], .blank)
    }

    private var arguments: KeyValuePairs<String, any PhraseArgument> {
        switch code {
        case .olderSchema(let number), .newerSchema(let number): ["number": String(number)]
        case .otherInstallation(let url): ["url": url]
        case .failed(let state): ["code": state]
        default: [:]
        }
    }

    private var key: String {
        switch code {
        case .invalidSettings: "settings"
        case .connecting: "connecting"
        case .unreachable: "unreachable"
        case .loginRefused: "login"
        case .noSuchDatabase: "no-database"
        case .tooManyConnections: "too-many"
        case .notPermitted: "rights"
        case .timedOut, .cancelled: "timed-out"
        case .cutOff, .closed: "cut-off"
        case .readOnly: "read-only"
        case .full: "full"
        case .noSchema: "no-tables"
        case .olderSchema: "older-tables"
        case .newerSchema: "newer-tables"
        case .otherInstallation: "other-oms"
        case .benchInUse: "bench-in-use"
        case .undecodable: "undecodable"
        case .failed: "failed"
        }
    }
}
