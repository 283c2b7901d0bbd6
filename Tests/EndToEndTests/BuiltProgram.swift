import Foundation
import Testing

// EndToEndTests: the program as it was built, in a real terminal and on real pipes.
//
// They know what a person and a script see: keys in, a screen out, standard streams and exit statuses, and what the
// practice OMS says over HTTP. They must not know the inside of any target.

/// All of them, one after the other: each has programs of its own to start, and a bench has one of each.
@Suite("End to end", .serialized)
enum EndToEnd {}

/// The program that was built together with the tests.
enum BuiltProgram {
    /// Where it is: beside the bundle of the tests, or where `PACKLINE_PROGRAM` says.
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["PACKLINE_PROGRAM"] { return path }
        let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return folder.appending(path: "packline").path
    }()

    /// What a run came to.
    struct Outcome: Equatable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the program with these arguments and lines, in an environment of its own, and waits for its end.
    ///
    /// With `blocks`, no file can grow beyond so many of 512 bytes: what is written there fails, as on a full disk.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], blocks: Int? = nil
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: blocks == nil ? path : "/bin/sh")
        let limit = blocks.map { ["-c", "trap '' XFSZ; ulimit -f \($0); exec \"$0\" \"$@\"", path] } ?? []
        process.arguments = limit + arguments
        process.environment = Folder.environment.merging(environment) { $1 }
        // The thread sanitizer maps a file in there, which must be able to grow; without the folder it does without.
        if blocks != nil { process.environment?["TMPDIR"] = "/nowhere" }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        async let output = text(of: stdout)
        async let errors = text(of: stderr)
        let (said, complained) = try await (output, errors)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: said, errors: complained)
    }

    private static func text(of pipe: Pipe) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            let file = pipe.fileHandleForReading
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self) })
            }
        }
    }
}

/// A folder that is gone when the test is over.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "packline-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file into the folder, and gives its path.
    func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// An environment in which nothing of the user's own is found.
    static let environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent/config", "XDG_STATE_HOME": "/nonexistent/state",
    ]
}

/// Nothing that was waited for came.
struct WaitedInVain: Error, CustomStringConvertible {
    let description: String
}

/// Waits until something is so; the only place where a test may wait for a clock.
///
/// The bound is far beyond what a loaded machine needs: a test that works never comes near it.
func wait(
    for what: String, seconds: Int = 45, seeing: () async throws -> String = { "" },
    until isSo: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await isSo() { return }
        try await Task.sleep(for: .milliseconds(40))
    }
    throw WaitedInVain(description: "waited \(seconds) s for \(what), but saw:\n\(try await seeing())")
}
