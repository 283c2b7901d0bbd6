import Foundation
import Language
import Yams

@testable import packline

/// What must hold for any text as a configuration: settings or mistakes, each a sentence that says where it stands; the same in
/// two layers as in one; and a value that is put into it is in it, with all else as it was.
enum ConfigurationRules {
    private static let folder = FileManager.default.temporaryDirectory.appending(
        path: "packline-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    private static let path = folder.appending(path: "config.yaml").path

    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let text = String(decoding: input, as: UTF8.self)
        do {
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            // As a file of its owner alone, which may hold a token.
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
            try checkSettings()
            try checkLayers()
        }
        try checkEdit(of: text)
    }

    private static func checkSettings() throws(BrokenRule) {
        let mistakes: [Failure]
        do {
            let settings = try Settings(
                options: [:], configurationFile: path, environment: ["HOME": folder.path], computersFile: "/none")
            mistakes = settings.mistakes
        } catch let failure as Failure {
            mistakes = [failure] + failure.others
        } catch {
            throw BrokenRule(description: "another error: \(error)")
        }
        for mistake in mistakes {
            let sentence = mistake.sentence
            try require(!sentence.isEmpty && sentence.contains(" "), "“\(sentence)” is no sentence")
            try require(mistake.status == Status.configuration, "\(sentence): \(mistake.status)")
        }
    }

    /// A file that is read twice says what it says once.
    private static func checkLayers() throws(BrokenRule) {
        guard let once = try? ConfigurationFile(layers: [path]) else { return }
        guard let twice = try? ConfigurationFile(layers: [path, "/none", path]) else {
            throw BrokenRule(description: "it cannot be read twice")
        }
        try require(once.values.mapValues(\.text) == twice.values.mapValues(\.text), "twice it has other values")
        try require(
            once.states == twice.states && once.commandMarks == twice.commandMarks, "twice it says another thing")
        try require(once.mistakes.count * 2 == twice.mistakes.count, "twice it has other mistakes")
    }

    /// Values that are put in are read back; put in once more, plain ones change nothing.
    private static func checkEdit(of text: String) throws(BrokenRule) {
        let name = "bench \"1\" \\ # é"
        guard let changed = try edited(text, name: ConfigurationEdit.quoted(name)) else { return }
        let station = (try? Yams.compose(yaml: changed))?.mapping?["station"]?.mapping
        try require(station?["name"]?.string == name, "the name is not in \(changed)")
        try require(station?["packer"]?.string == "Ayşe", "the packer is not in \(changed)")
        if let plain = try edited(text, name: "bench-1") {
            try require(try edited(plain, name: "bench-1") == plain, "it is changed again: \(plain)")
        }
    }

    /// A text with values put in; nil where they are to be written by hand.
    private static func edited(_ text: String, name: String) throws(BrokenRule) -> String? {
        do {
            return try ConfigurationEdit.set([("name", name), ("packer", "Ayşe")], in: "station", of: text)
        } catch {
            guard error is Failure else { throw BrokenRule(description: "another error: \(error)") }
            return nil
        }
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_configuration")
    public func fuzzConfiguration(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: ConfigurationRules.check)
    }
#endif
