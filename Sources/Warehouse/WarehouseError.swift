/// Why PostgreSQL could not do what was asked.
///
/// It has no sentence for people: that is made at the edge, from the code. Passwords are never part of it.
public struct WarehouseError: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Code: Hashable, Sendable {
        /// A setting cannot be used: the URL, or the password in it.
        case invalidSettings
        /// The first connection is not there yet.
        case connecting
        /// Nothing answers at the address, its name is not known, or no trusted, encrypted connection could be made.
        case unreachable
        /// PostgreSQL does not take the role, or its password.
        case loginRefused
        /// There is no database of that name.
        case noSuchDatabase
        /// PostgreSQL has no connection left.
        case tooManyConnections
        /// The role has not all rights that a bench needs.
        case notPermitted
        /// There was no connection, or no answer, in time; a change may have been made all the same.
        case timedOut
        /// The connection was lost before the answer, or PostgreSQL is ending; a change may have been made all the same.
        case cutOff
        /// The server takes no changes: it is a standby, or was made read-only.
        case readOnly
        /// The server has no room left, on its disk or in its memory.
        case full
        /// The database has no tables of Packline: `init` makes them.
        case noSchema
        /// The tables are those of an older Packline, of this number: `init` brings them up to date.
        case olderSchema(Int)
        /// The tables were changed so that only a Packline of this number or a newer one may use them.
        case newerSchema(needed: Int)
        /// The database belongs to another OMS, at this URL.
        case otherInstallation(url: String)
        /// Another running program has this bench's id.
        case benchInUse
        /// The answer is not what was asked for.
        case undecodable
        /// The Swift task was cancelled.
        case cancelled
        /// The warehouse was closed.
        case closed
        /// Anything else that PostgreSQL says, by its five characters; empty where libpq says it.
        case failed(sqlState: String)
    }

    /// What went wrong.
    public let code: Code
    /// What PostgreSQL or libpq said, in its own words and language; empty where there is nothing to add.
    public let detail: String

    init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }
}

extension WarehouseError {
    /// What an error of the server means, by its SQLSTATE.
    ///
    /// Source: PostgreSQL's manual, appendix “PostgreSQL Error Codes”.
    init(sqlState: String, message: String) {
        self.init(Self.code(sqlState), detail: message)
    }

    private static func code(_ sqlState: String) -> Code {
        switch sqlState {
        case "25006": .readOnly
        case "3D000": .noSuchDatabase
        case "3F000", "42P01": .noSchema
        case "42501": .notPermitted
        case "53300": .tooManyConnections
        // Cancelled by statement_timeout, lock_timeout, or the timeout of an idle transaction.
        case "57014", "55P03", "25P03": .timedOut
        case "57P01", "57P02", "57P03", "57P05": .cutOff
        default:
            switch sqlState.prefix(2) {
            case "08": .cutOff
            case "28": .loginRefused
            case "53": .full
            default: .failed(sqlState: sqlState)
            }
        }
    }

    /// Whether nothing else would succeed either: the connection is given up, and tried again later.
    var endsConnection: Bool {
        switch code {
        case .cutOff, .timedOut, .readOnly, .full: true
        default: false
        }
    }
}
