import Foundation

/// Secrets come from a file that nobody else may read, or from a command.
enum SecretFile {
    /// Whether only its owner may read the file.
    static func isPrivate(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int else { return false }
        return mode & 0o077 == 0
    }

    /// The first line of a private file.
    static func read(_ path: String, holding what: String = "token") throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure("The \(what) file \(path) cannot be read.", Status.noInput)
        }
        guard isPrivate(path) else {
            throw Failure("Others may read the \(what) file \(path): run chmod 600 on it.", Status.configuration)
        }
        return String(text.prefix { !$0.isNewline })
    }

    /// The first line that a command prints.
    static func run(_ command: String, giving what: String = "token") throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Failure("The \(what) command cannot be run: \(error.localizedDescription)", Status.configuration)
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure("The \(what) command failed with \(process.terminationStatus).", Status.configuration)
        }
        return String(decoding: data, as: UTF8.self).prefix { !$0.isNewline }.description
    }
}
