import Foundation
import GRDB
public import OMS

/// Why the station's file could not do what was asked.
///
/// Nothing was changed when one of these is thrown: every write is one transaction, and it is undone.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: Equatable, Sendable {
        /// Another process works in this folder; its id, where it could be read.
        case inUse(process: Int?)
        /// A newer Packline wrote the file.
        case newer
        /// The file does not make sense to SQLite: at the next opening it is set aside, and what can be read is saved.
        case damaged
        /// The disk is full.
        case diskFull
        /// The folder or the file may not be written.
        case readOnly
        /// The folder cannot be made or reached.
        case unreachable
        /// A command cannot go from the stage it is in to the one that was asked for.
        case notAllowed(from: CommandStage, to: CommandStage)
        /// A print job cannot go from the stage it is in to the one that was asked for.
        case printNotAllowed(from: PrintStage, to: PrintStage)
        /// There is no such print job.
        case noSuchPrintJob
        /// Another job is on its way to the printer: one at a time, in order.
        case printerBusy
        /// The bytes of a print job are gone: it cannot be printed again.
        case bytesForgotten
        /// There is no such entry in the outbox.
        case noSuchEntry
        /// The goods of the command's package are not those that it was given for: it is not sent again as it is.
        case contentsChanged
        /// The OMS no longer has the command's package.
        case packageGone
        /// The OMS does not offer the command in the state that the package is in: sending it again cannot help.
        case wrongState
        /// The store was closed.
        case closed
        /// The task that asked for a read was cancelled; writes are never abandoned half-way.
        case cancelled
        /// Anything else that SQLite says; its extended result code.
        case failed(sqlite: Int)
    }

    /// What kind of trouble it is.
    public let code: Code
    /// What it is about: a path, an entry of the outbox, or a print job.
    public let subject: String
    /// What SQLite or the system said; empty where there is nothing to add.
    public let detail: String

    init(_ code: Code, _ subject: String, detail: String = "") {
        self.code = code
        self.subject = subject
        self.detail = detail
    }

    /// One sentence for people.
    public var description: String {
        switch code {
        case .inUse(let process):
            "another Packline\(process.map { " (process \($0))" } ?? "") is working with \(subject): end it first, or give "
                + "this one a folder of its own with --state"
        case .newer: "\(subject) was written by a newer Packline: update this one, or give it a folder of its own"
        case .damaged: "\(subject) is damaged (\(detail)): start Packline again, and it saves what can be read"
        case .diskFull: "there is no room left on the disk for \(subject): free some, then try again"
        case .readOnly:
            "\(subject) may not be written: check who owns it, its permissions, and that its disk is not mounted read-only"
        case .unreachable: "\(subject) cannot be opened: \(detail)"
        case .notAllowed(let from, let to): "\(subject) is \(from.rawValue) and cannot become \(to.rawValue)"
        case .printNotAllowed(let from, let to):
            "\(subject) is \(from.rawValue) and cannot become \(to.rawValue)"
        case .noSuchPrintJob: "there is no \(subject)"
        case .printerBusy: "the printer is still at \(subject)"
        case .bytesForgotten: "the document of \(subject) is not kept any more: it cannot be printed again"
        case .noSuchEntry: "the outbox has no \(subject)"
        case .contentsChanged: "\(subject) changed: open it and check it again"
        case .packageGone: "the OMS no longer has \(subject): there is nothing to send"
        case .wrongState: "the OMS does not offer it for \(subject) as that stands: open it to see what can be done"
        case .closed: "\(subject) was closed"
        case .cancelled: "reading \(subject) was cancelled"
        case .failed(let code): "SQLite could not work with \(subject): \(detail) (\(code))"
        }
    }
}

extension StoreError {
    /// What an error of SQLite means to the station.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError:
            // SQLite cannot open a file of this kind where it can write nothing beside it, and does not say why.
            let isReadOnly = error.resultCode == .SQLITE_CANTOPEN && access(path, W_OK) != 0 && errno == EROFS
            self.init(isReadOnly ? .readOnly : Self.code(of: error), path, detail: error.message ?? "")
        case is CancellationError: self.init(.cancelled, path)
        default: self.init(.failed(sqlite: 0), path, detail: "\(error)")
        }
    }

    private static func code(of error: DatabaseError) -> Code {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .damaged
        case .SQLITE_FULL: .diskFull
        case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
        case .SQLITE_CANTOPEN: .unreachable
        case .SQLITE_MISUSE: .closed
        default: .failed(sqlite: Int(error.extendedResultCode.rawValue))
        }
    }
}
