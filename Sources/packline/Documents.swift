import Dispatch
import Foundation
import StationEngine

/// What a station does with a document: a text browser makes text of it, a configured command prints it, a file keeps it.
enum Documents {
    /// The tools, with the command that prints, where one is set, and the folder to save in.
    static func tools(printCommand: String?, folder: String) -> DocumentTools {
        DocumentTools(
            text: { html in
                try await aside { try HTMLText.lines(of: html, advice: "the word save keeps it as it is") }
            },
            print: { html in
                guard let printCommand else {
                    throw Reason("documents.print_command is not set")
                }
                try await aside { try print(html, with: printCommand) }
            },
            save: { html, name in try await aside { try save(html, name, in: folder) } })
    }

    /// Why nothing came of it, as it is told to the packer.
    private struct Reason: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    /// Does what waits for other programs or the disk on a thread of its own, and tells a failure as a sentence.
    private static func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                do {
                    continuation.resume(returning: try work())
                } catch let failure as Failure {
                    continuation.resume(throwing: Reason(failure.sentence))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    // MARK: - Printing

    /// How long a command may take: a spooler takes a page at once.
    private static let longestPrint = DispatchTimeInterval.seconds(30)

    private static func print(_ html: String, with command: String) throws {
        let process = Process()
        let page = Pipe()
        let complaints = try Complaints()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = page
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaints.writing
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        // The page goes in from elsewhere: a command that reads none of it must not hold up anything.
        DispatchQueue.global().async {
            try? page.fileHandleForWriting.write(contentsOf: Data(html.utf8))
            try? page.fileHandleForWriting.close()
        }
        guard ended.wait(timeout: .now() + longestPrint) == .success else {
            process.terminate()
            throw Reason("the printing command took longer than 30 seconds, and was stopped")
        }
        guard process.terminationStatus != 0 else { return }
        let words = complaints.firstLine.map { ": \($0)" } ?? ""
        throw Reason("the printing command ended with status \(process.terminationStatus)\(words)")
    }

    /// What a command complains of, in a file without a name.
    ///
    /// A pipe would stop a command that fills it, and would have no end while something that it left behind keeps it open.
    private struct Complaints {
        let writing: FileHandle
        private let reading: FileHandle

        init() throws {
            let file = FileManager.default.temporaryDirectory.appending(path: "packline-print-\(UUID().uuidString)")
            guard
                FileManager.default.createFile(
                    atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw Reason("\(file.path) cannot be written") }
            defer { try? FileManager.default.removeItem(at: file) }
            writing = try FileHandle(forWritingTo: file)
            reading = try FileHandle(forReadingFrom: file)
        }

        var firstLine: String? {
            let start = (try? reading.read(upToCount: 4_096)) ?? Data()
            return String(decoding: start, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init)
        }
    }

    // MARK: - Saving

    private static func save(_ html: String, _ name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(name)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(html.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Reason("\(path) cannot be written: \(error.localizedDescription)")
        }
        return path
    }
}
