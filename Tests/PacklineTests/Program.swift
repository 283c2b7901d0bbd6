import Foundation

/// A run of the built program, or of any other, with its input, to its end.
struct Program {
    let status: Int32
    let output: [UInt8]
    /// What it wrote to standard error, byte for byte.
    let complaints: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
    var errors: String { String(decoding: complaints, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }

    /// Runs packline as on a fresh account: no configuration, no variable of this one's.
    ///
    /// Waiting leaves the thread free, because a sandbox may have to answer in this very process.
    static func packline(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) async throws -> Program {
        let folder = try Folder()
        let fresh = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
        return try await run(built("packline"), arguments, input: input, environment: fresh.merging(environment) { $1 })
    }

    /// Runs a program that the machine has.
    static func run(_ name: String, _ arguments: [String]) async throws -> Program {
        try await run(
            URL(fileURLWithPath: path(of: name) ?? "/usr/bin/\(name)"), arguments, input: [],
            environment: ["PATH": "/usr/bin:/bin"])
    }

    /// Runs a shell command in a terminal of its own, types once it shows some text, and gives all that it showed.
    static func inTerminal(_ command: String, typing keys: String, onceItShows text: String) async throws -> String {
        let folder = try Folder()
        let (input, output, process) = (Pipe(), Pipe(), Process())
        process.executableURL = URL(fileURLWithPath: path(of: "script") ?? "/usr/bin/script")
        process.arguments = ["--quiet", "--flush", "--command", command, "/dev/null"]
        process.environment = [
            "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
        ]
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        return await withCheckedContinuation { shown in
            Thread.detachNewThread {
                var all = Data()
                var hasTyped = false
                while case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
                    all += bytes
                    if !hasTyped, all.range(of: Data(text.utf8)) != nil {
                        hasTyped = true
                        try? input.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
                    }
                }
                process.waitUntilExit()
                shown.resume(returning: String(decoding: all, as: UTF8.self))
            }
        }
    }

    /// Whether the machine has all these programs.
    static func arePresent(_ names: String...) -> Bool { names.allSatisfy { path(of: $0) != nil } }

    /// What stands beside the bundle of tests.
    static func built(_ name: String) -> URL {
        Bundle.main.bundleURL.appendingPathComponent(name)
    }

    private static func path(of name: String) -> String? {
        ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func run(
        _ program: URL, _ arguments: [String], input: [UInt8], environment: [String: String]
    ) async throws -> Program {
        // Files, not pipes: neither side can wait for the other.
        let folder = try Folder()
        let files = try ["in", "out", "err"].map { name in
            try Data(name == "in" ? input : []).write(to: folder.url(name))
            return try FileHandle(forUpdating: folder.url(name))
        }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        (process.standardInput, process.standardOutput, process.standardError) = (files[0], files[1], files[2])
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                ended.resume(throwing: error)
            }
        }
        return Program(
            status: process.terminationStatus, output: Array(try Data(contentsOf: folder.url("out"))),
            complaints: Array(try Data(contentsOf: folder.url("err"))))
    }
}

/// A folder for one test, which goes with it.
final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("packline-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func url(_ name: String) -> URL { URL(fileURLWithPath: path).appendingPathComponent(name) }
}
