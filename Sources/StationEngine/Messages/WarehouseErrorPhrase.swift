public import Language
public import Warehouse

extension WarehouseError: PhrasedError {
    /// What keeps the warehouse from being used, in a sentence; PostgreSQL's words stay in its language.
    public var phrase: Phrase {
        let key = "program.warehouse.error.\(code.name)"
        // What follows in further lines is advice for who looks after the server.
        let line = self.detail.prefix { !$0.isNewline }
        let detail = String(line.hasSuffix(".") ? line.dropLast() : line)
        return switch code {
        case .invalidSettings: Phrase(key, ["setting": "warehouse.url", "detail": detail])
        case .otherInstallation(let url): Phrase(key, ["url": url])
        case .failed(let state): Phrase(key, ["detail": detail, "state": state])
        case .undecodable: Phrase(key, ["detail": detail, "state": "-"])
        default: Phrase(key, ["detail": detail])
        }
    }
}

extension WarehouseError.Code {
    /// What it is called in the catalogs and for programs, in every language.
    public var name: String {
        switch self {
        case .invalidSettings: "invalid-settings"
        case .connecting, .unreachable: "unreachable"
        case .loginRefused: "login-refused"
        case .noSuchDatabase: "no-such-database"
        case .tooManyConnections: "too-many-connections"
        case .notPermitted: "not-permitted"
        case .timedOut: "timed-out"
        case .cutOff, .cancelled, .closed: "cut-off"
        case .readOnly: "read-only"
        case .full: "full"
        case .noSchema: "no-schema"
        case .olderSchema: "older-schema"
        case .newerSchema: "newer-schema"
        case .otherInstallation: "other-installation"
        case .benchInUse: "bench-in-use"
        case .undecodable, .failed: "failed"
        }
    }
}
