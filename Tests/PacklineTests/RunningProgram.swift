import Foundation

/// A run of the built program that goes on until it is ended.
final class RunningProgram: Sendable {
    private let process: Process
    private let output: FileHandle
    private let errors: FileHandle

    /// Starts it as on a fresh account.
    init(_ arguments: [String], in folder: Folder, environment: [String: String]) throws {
        let (stdout, stderr) = (Pipe(), Pipe())
        process = Process()
        process.executableURL = Program.built("packline")
        process.arguments = arguments
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
            .merging(environment) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, stdout, stderr)
        (output, errors) = (stdout.fileHandleForReading, stderr.fileHandleForReading)
        try process.run()
    }

    /// The next line of its output, with its end.
    func line() async -> [UInt8] { await Self.line(of: output) }

    /// The next line of its standard error, with its end.
    func complaint() async -> [UInt8] { await Self.line(of: errors) }

    /// Tells it to end, and returns what it wrote to both that was not asked for yet, and its status.
    func ended() async -> (rest: [UInt8], status: Int32) {
        process.terminate()
        return await withCheckedContinuation { ended in
            Thread.detachNewThread { [self] in
                let rest = [output, errors].map { (try? $0.readToEnd()) ?? Data() }
                process.waitUntilExit()
                ended.resume(returning: (rest.flatMap { Array($0) }, process.terminationStatus))
            }
        }
    }

    private static func line(of file: FileHandle) async -> [UInt8] {
        await withCheckedContinuation { read in
            Thread.detachNewThread {
                var line: [UInt8] = []
                while line.last != UInt8(ascii: "\n"), let byte = try? file.read(upToCount: 1)?.first {
                    line.append(byte)
                }
                read.resume(returning: line)
            }
        }
    }
}
