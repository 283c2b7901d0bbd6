import ArgumentParser
import Foundation
import Language
import OMSClient
import OMSSandbox
import StationEngine
import StationStore

/// How the program ends; the numbers are those of sysexits.
enum Status {
    /// The command line is wrong.
    static let usage = ExitCode(64)
    /// Something was refused or wrong.
    static let data = ExitCode(65)
    /// Something that was to be read is not there.
    static let noInput = ExitCode(66)
    /// The OMS, or a port, cannot be had.
    static let unavailable = ExitCode(69)
    /// A file cannot be written.
    static let cannotCreate = ExitCode(73)
    /// Reading or writing failed.
    static let inputOutput = ExitCode(74)
    /// Not now, but perhaps later: something is still queued.
    static let temporary = ExitCode(75)
    /// The OMS refuses access.
    static let noPermission = ExitCode(77)
    /// A setting is wrong or missing.
    static let configuration = ExitCode(78)
}

/// Why the program could not do what it was asked: one sentence, and how it ends.
struct Failure: PhrasedError {
    let phrase: Phrase
    let status: ExitCode
    /// Whether the OMS said that there is no such thing.
    var isNotFound = false
    /// What else is wrong, where everything that can be set was looked at.
    var others: [Failure] = []

    init(_ phrase: Phrase, _ status: ExitCode) {
        self.phrase = phrase
        self.status = status
    }

    /// A sentence that is the same in every language.
    init(_ sentence: String, _ status: ExitCode) { self.init(.verbatim(sentence), status) }

    /// The sentence, in the language of the program.
    var sentence: String { phrase.text }

    /// Prints it on standard error.
    func report() { Output.report(sentence) }

    init(_ error: StoreError) {
        let status =
            switch error.code {
            case .inUse: Status.unavailable
            case .newer: Status.configuration
            case .notAllowed, .noSuchEntry, .contentsChanged, .packageGone, .wrongState, .printNotAllowed,
                .noSuchPrintJob, .bytesForgotten:
                Status.data
            case .diskFull, .readOnly, .unreachable: Status.cannotCreate
            default: Status.inputOutput
            }
        self.init(error.phrase, status)
    }

    init(_ error: OMSClientError) {
        let status =
            switch error.code {
            case .invalidSettings: Status.configuration
            case _ where error.isTemporary: Status.temporary
            case .unknownHost, .couldNotConnect, .tls, .timedOut, .cutOff: Status.unavailable
            case .status(401), .status(403), .status(407): Status.noPermission
            default: Status.data
            }
        if error.isAmbiguous {
            // What may have been applied must be looked up before it is tried again.
            self.init(error.phrase, Status.temporary)
        } else {
            let later = status == Status.temporary ? Self.later(error.retryAfter) : nil
            self.init(.list([error.phrase, later], .blank), status)
        }
        isNotFound = error.code == .status(404)
    }

    /// When to try it again.
    private static func later(_ delay: Duration?) -> Phrase {
        delay.map { Phrase("program.try-again-in", ["seconds": Int($0.components.seconds)]) }
            ?? Phrase("program.try-again-later")
    }

    init(_ error: SandboxError) {
        let status =
            switch error {
            case .portInUse, .cannotListen: Status.unavailable
            case .database: Status.cannotCreate
            default: Status.usage
            }
        self.init(Self.phrase(error), status)
    }

    /// What is wrong with a practice OMS; faults and refusals are in the words of whoever writes the profiles.
    private static func phrase(_ error: SandboxError) -> Phrase {
        switch error {
        case .portInUse(let host, let port):
            Phrase("program.sandbox.in-use", ["host": host, "port": String(port)])
        case .cannotListen(let host, let port, let reason):
            Phrase("program.sandbox.refused", ["host": host, "port": String(port), "reason": reason])
        case .database(let path?, let reason):
            Phrase("program.sandbox.database", ["path": path, "reason": reason])
        case .database(nil, let reason): Phrase("program.sandbox.memory", ["reason": reason])
        case .setting(let name, let value, let expected):
            Phrase("program.sandbox.setting", ["name": name, "value": value, "expected": expected])
        case .noSuchPackage(let id): Phrase("program.sandbox.no-package", ["id": String(id)])
        case .stopped: Phrase("program.sandbox.stopped")
        case .faultProfile, .refused: .verbatim("\(error)")
        }
    }
}
