import Foundation
import OMS
import Synchronization

/// The built program on a pipe: lines go in, JSON comes out as it is given, and it can be killed at any moment.
final class PipedProgram: Sendable {
    private let process: Process
    private let input: FileHandle
    private let (news, tell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let state = Mutex(State())

    private struct State {
        var answers: [JSON] = []
        var hasEnded = false
    }

    /// Starts it in an environment of its own.
    init(_ arguments: [String], _ environment: [String: String]) throws {
        process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path)
        process.arguments = arguments
        process.environment = Folder.environment.merging(environment) { $1 }
        let (stdin, stdout) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, FileHandle.nullDevice)
        input = stdin.fileHandleForWriting
        try process.run()
        let output = stdout.fileHandleForReading
        Thread.detachNewThread { self.read(output) }
    }

    /// Gives lines; false when it is no longer there to take them.
    @discardableResult
    func give(_ lines: [String]) -> Bool {
        (try? input.write(contentsOf: Data(lines.map { $0 + "\n" }.joined().utf8))) != nil
    }

    /// Says that no more lines come.
    func finish() { try? input.close() }

    /// What it has answered so far.
    var answers: [JSON] { state.withLock(\.answers) }

    /// What it has answered since this was asked last; `answers` begins anew.
    func takeAnswers() -> [JSON] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    /// The number of its process.
    var id: Int32 { process.processIdentifier }

    /// Whether it has ended, so that no more answers come.
    var hasEnded: Bool { state.withLock(\.hasEnded) }

    /// Returns when it has answered so often, when it has ended, or when the time is over.
    func answered(_ count: Int, within time: Duration) async {
        let end = ContinuousClock.now + time
        let clock = Task {
            try? await Task.sleep(until: end)
            self.tell.yield()
        }
        defer { clock.cancel() }
        for await _ in news {
            if state.withLock({ $0.hasEnded || $0.answers.count >= count }) || ContinuousClock.now >= end { return }
        }
    }

    /// Ends it as a power cut would end the program, and returns what it had answered by then.
    func kill() async -> [JSON] {
        Foundation.kill(process.processIdentifier, SIGKILL)
        return await ended().answers
    }

    /// Tells it to end, and returns its status.
    func interrupted() async -> Int32 {
        Foundation.kill(process.processIdentifier, SIGTERM)
        return await ended().status
    }

    /// Returns its status and all its answers, once it has ended.
    func ended() async -> (status: Int32, answers: [JSON]) {
        for await _ in news where state.withLock(\.hasEnded) { break }
        process.waitUntilExit()
        try? input.close()
        return (process.terminationStatus, answers)
    }

    private func read(_ output: FileHandle) {
        var rest = Data()
        while true {
            let piece = output.availableData
            guard !piece.isEmpty else { break }
            rest += piece
            while let end = rest.firstIndex(of: 0x0A) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest = Data(rest[(end + 1)...])
                guard let answer = try? JSONDocument(line).root else { continue }
                state.withLock { $0.answers.append(answer) }
            }
            tell.yield()
        }
        state.withLock { $0.hasEnded = true }
        tell.finish()
    }
}
