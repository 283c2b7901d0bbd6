import Foundation
import Language

/// Secrets come from a file that only its owner may read, or from a command.
enum SecretFile {
    /// Which secret it is.
    enum Secret: String {
        case token, webhook, warehouse

        /// What is said of it.
        fileprivate func phrase(_ what: String, _ arguments: KeyValuePairs<String, any PhraseArgument>) -> Phrase {
            Phrase("program.secret.\(rawValue).\(what)", arguments)
        }
    }

    /// The longest file with a secret, in bytes, and the most that a command may print.
    private static let most = 1_048_576

    /// How long a command may take; it may ask for a passphrase.
    private static let longest: Duration = .seconds(60)

    /// The first line of a private file, which may be named by a symbolic link.
    static func read(_ path: String, holding what: Secret = .token) throws -> String {
        guard let file = OpenedFile(path), !file.isFolder else {
            throw Failure(what.phrase("unreadable", ["path": path]), Status.noInput)
        }
        // What others may read is not read: its mode is that of the opened file, whatever the path names by now.
        guard file.isPrivate else {
            throw Failure(what.phrase("open-file", ["path": path]), Status.configuration)
        }
        guard let text = file.text(atMost: most) else {
            throw Failure(what.phrase("no-text", ["path": path]), Status.noInput)
        }
        return String(text.prefix { !$0.isNewline })
    }

    /// The first line that a command prints.
    static func run(_ command: String, giving what: Secret = .token) throws -> String {
        var child = ChildCommand(shell: command, limit: longest)
        (child.mostOutput, child.showsComplaints, child.usesTerminal) = (most, true, true)
        let result: ChildCommand.Result
        do throws(ChildCommand.Failure) {
            result = try child.runAlone()
        } catch {
            throw Failure(what.phrase("command-failed", ["why": "\(error)"]), Status.configuration)
        }
        if let failure = result.failure {
            throw Failure(what.phrase("command-failed", ["why": failure]), Status.configuration)
        }
        return String(decoding: result.output, as: UTF8.self).prefix { !$0.isNewline }.description
    }
}

/// A file that is open for reading: what is asked of it is asked of what will be read, and not of a name.
struct OpenedFile {
    private let file: FileHandle
    private let status: FileStatus

    /// Opens a file; nil where that cannot be done.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let status = FileStatus(descriptor: descriptor) else { return nil }
        self.status = status
    }

    /// Whether only its owner may do anything with it.
    var isPrivate: Bool { status.permissions & 0o077 == 0 }

    var isFolder: Bool { status.isFolder }

    /// What is in it, as UTF-8; nil where it is no text, or longer than that.
    func text(atMost most: Int) -> String? {
        var data = Data()
        while data.count <= most {
            do {
                guard let piece = try file.read(upToCount: most + 1 - data.count), !piece.isEmpty else { break }
                data += piece
            } catch {
                return nil
            }
        }
        return data.count > most ? nil : String(bytes: data, encoding: .utf8)
    }
}
