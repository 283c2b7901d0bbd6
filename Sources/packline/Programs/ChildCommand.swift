import Foundation
import Synchronization

/// A command of the user's, or another program, that is run beside this one.
///
/// It gets no variable of Packline's, for secrets can be among them, and no open file but the three that are its own. It
/// runs in a process group of its own, which is ended when it takes too long, prints too much, is no longer wanted, or
/// when Packline ends.
struct ChildCommand: Sendable {
    /// The path of the program.
    let program: String
    let arguments: [String]
    /// What it reads on its standard input.
    var input = Data()
    /// How long it may take.
    let limit: Duration
    /// How many bytes it may print; output that is discarded is not limited.
    var mostOutput: Int?
    /// Whether its standard error is Packline's own, rather than a part of the result.
    var showsComplaints = false
    /// Whether it may ask something at the terminal, as a command that prints a secret does.
    var usesTerminal = false

    init(_ program: String, _ arguments: [String], limit: Duration) {
        (self.program, self.arguments, self.limit) = (program, arguments, limit)
    }

    /// A command of the shell; in it, the arguments are `$1` and so on.
    init(shell command: String, _ arguments: [String] = [], limit: Duration) {
        self.init("/bin/sh", ["-c", command, "packline"] + arguments, limit: limit)
    }

    /// The path of a program that is looked for in `PATH`; nil where it is not installed.
    static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }

    /// How a command ended, and what it said.
    struct Result: Equatable, Sendable {
        /// Its exit status, or 128 and the number of the signal that ended it, as a shell says it.
        let status: Int32
        let output: Data
        /// The first line of its standard error.
        let complaint: String?

        /// How it ended where it did not end well: `ended with status 3: no paper`.
        var failure: String? {
            guard status != 0 else { return nil }
            let end = status > 128 ? "was ended by signal \(status - 128)" : "ended with status \(status)"
            return end + (complaint.map { ": \($0)" } ?? "")
        }
    }

    /// Why there is no result.
    enum Failure: Error, Equatable, CustomStringConvertible {
        case notStarted(program: String, reason: String)
        case tooLong(Duration)
        case tooMuch(bytes: Int)
        case cancelled

        /// What happened, to follow the command's name.
        var description: String {
            switch self {
            case .notStarted(let program, let reason): "cannot be run: \(program): \(reason)"
            case .tooLong(let limit): "took longer than \(limit.components.seconds) seconds, and was ended"
            case .tooMuch(let bytes): "printed more than \(bytes / 1_048_576) MB, and was ended"
            case .cancelled: "was ended"
            }
        }
    }

    /// Runs it beside everything else; cancelling the task ends it.
    func run() async throws(Failure) -> Result {
        let stop = StopPipe()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (ended: CheckedContinuation<Swift.Result<Result, Failure>, Never>) in
                onThread(stop) { ended.resume(returning: $0) }
            }
        } onCancel: {
            stop.signal()
        }
        return try result.get()
    }

    /// Runs it while nothing else is done; a signal that ends Packline ends it too.
    func runAlone() throws(Failure) -> Result {
        let signals = EndingSignals.endingChildren()
        defer { signals.cancel() }
        let (ended, stop) = (PendingResult(), StopPipe())
        onThread(stop) { ended.give($0) }
        return try ended.take().get()
    }

    /// All of it happens on one thread, which waits for what comes first and takes no signals.
    private func onThread(_ stop: StopPipe, _ end: @escaping @Sendable (Swift.Result<Result, Failure>) -> Void) {
        Thread.detachNewThread {
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            end(Swift.Result { () throws(Failure) in try ChildRun.run(self, stop) })
        }
    }

    /// The environment of every child: ours, without our own variables.
    static func environment(from ours: [String: String] = ProcessInfo.processInfo.environment) -> [String: String] {
        ours.filter { !$0.key.uppercased().hasPrefix("PACKLINE_") }
    }
}

/// A result that one thread sets and another waits for.
private final class PendingResult: Sendable {
    private let isThere = DispatchSemaphore(value: 0)
    private let value = Mutex<Swift.Result<ChildCommand.Result, ChildCommand.Failure>>(.failure(.cancelled))

    func give(_ result: Swift.Result<ChildCommand.Result, ChildCommand.Failure>) {
        value.withLock { $0 = result }
        isThere.signal()
    }

    func take() -> Swift.Result<ChildCommand.Result, ChildCommand.Failure> {
        isThere.wait()
        return value.withLock(\.self)
    }
}

/// What ends a run from elsewhere: a pipe that becomes readable.
final class StopPipe: Sendable {
    let reading: Int32
    private let writing: Int32

    init() { (reading, writing) = Descriptors.pipe() }

    deinit {
        close(reading)
        close(writing)
    }

    /// Makes the pipe readable, for good.
    func signal() { _ = Glibc.write(writing, "x", 1) }
}
