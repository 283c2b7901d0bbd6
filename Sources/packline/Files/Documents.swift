import Foundation
import Language
import StationEngine

/// What a station does with a document: a text browser makes text of it, it comes to paper, a file keeps it.
enum Documents {
    /// The tools, with how pages come to paper, and the folder to save in.
    static func tools(_ pages: PaperPages, folder: String) -> DocumentTools {
        DocumentTools(
            text: { html in
                try await HTMLText.lines(
                    of: html, advice: Phrase("program.advice.save", ["save": PhraseValue.word("save")]))
            },
            print: { html in try await pages.print(html) },
            save: { html, name in try await onQueue { try save(html, name, in: folder) } })
    }

    /// Why it failed, as it is shown to the packer.
    struct Reason: PhrasedError, CustomStringConvertible {
        let phrase: Phrase
        var description: String { phrase.text }
        init(_ phrase: Phrase) { self.phrase = phrase }
    }

    /// Does what waits for the disk on a thread of its own.
    private static func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
        }
    }

    /// Saves a document under a name that nothing has yet; gives its whole path.
    private static func save(_ html: String, _ name: String, in folder: String) throws -> String {
        let folder = URL(filePath: folder).standardizedFileURL.path
        do {
            try PrivateFile.makeFolder(folder)
            return try PrivateFile.add(Data(html.utf8), named: name, to: folder)
        } catch {
            throw Reason(
                Phrase("program.not-saved", ["path": "\(folder)/\(name)", "reason": error.localizedDescription]))
        }
    }
}
