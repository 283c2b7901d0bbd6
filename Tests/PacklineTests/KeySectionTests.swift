import Foundation
import Station
import Testing

@testable import StationTerminal
@testable import packline

@Suite("The keys of the configuration")
struct KeySectionTests {
    private func keymap(_ yaml: String) throws -> Keymap {
        let folder = try Folder()
        try Data(yaml.utf8).write(to: folder.url("config.yaml"))
        return try Settings(options: [:], configurationFile: folder.url("config.yaml").path, environment: [:]).keymap
    }

    @Test("commands take the keys that are set, and keep the usual ones where none are")
    func bound() throws {
        let keymap = try keymap("keys:\n  pack: F5\n  not-found: ctrl-y\n  next: [F11, Ctrl-N]\n")
        #expect(keymap.names(of: .pack) == ["F5"])
        #expect(keymap.names(of: .notFound) == ["Ctrl-Y"])
        #expect(keymap.names(of: .next) == ["F11", "Ctrl-N"])
        #expect(keymap.names(of: .ship) == ["F4", "Ctrl-O"])
        #expect(try self.keymap("keys:\n") == .standard && self.keymap("") == .standard)
    }

    @Test(
        "a mistake is told with its file and line, and what would be right",
        arguments: [
            "keys: F5\n": ["line 1", "“keys” is a section"],
            "keys:\n  pakc: F5\n": ["config.yaml, line 2", "no command “pakc”", "perhaps “pack” is meant"],
            "keys:\n  pack: F55\n": ["config.yaml, line 2", "no key “F55”", "F1 to F24"],
            "keys:\n  pack: F5\n  ship: f5\n": ["config.yaml, line 3", "“f5” is given to “pack” already"],
            "keys:\n  pack: p\n": ["config.yaml, line 2", "“p” types a character"],
            "keys:\n  pack: ctrl-]\n": ["config.yaml, line 2", "can be sent by a scanner"],
            "keys:\n  pack: [F5,\n    enter]\n": ["config.yaml, line 3", "“enter” ends a line and a scan"],
            "keys:\n  pack: { key: F5 }\n": ["config.yaml, line 2", "“pack” takes the name of a key"],
            "keys:\n  quit: []\n": ["config.yaml, line 2", "“quit” has an empty list"],
            "keys:\n  yes: F5\n": ["config.yaml, line 2", "“yes” takes no key"],
        ])
    func mistakes(yaml: String, words: [String]) throws {
        let failure = try #require(throws: Failure.self) { try keymap(yaml) }
        #expect(failure.status == Status.configuration)
        for word in words { #expect(failure.sentence.contains(word), "\(failure.sentence)") }
    }
}
