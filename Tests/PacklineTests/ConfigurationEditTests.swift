import Foundation
import Testing

@testable import packline

@Suite("Keeping settings in a configuration")
struct ConfigurationEditTests {
    private let values = [(name: "prefix", value: #""~\x02""#), (name: "pause_ends_frame", value: "true")]

    @Test(
        "values go into their section, and everything else stays as it was",
        arguments: [
            ("", "scanner:\n  prefix: \"~\\x02\"\n  pause_ends_frame: true\n"),
            ("theme: dark", "theme: dark\nscanner:\n  prefix: \"~\\x02\"\n  pause_ends_frame: true\n"),
            (
                "# ours\nscanner:\n    prefix: x # why\n    suffix: y\ntheme: dark\n",
                "# ours\nscanner:\n    pause_ends_frame: true\n    prefix: \"~\\x02\" # why\n    suffix: y\ntheme: dark\n"
            ),
            (
                "# ours\r\nscanner:\r\n    prefix: x # why\r\n    suffix: y\r\n",
                "# ours\r\nscanner:\r\n    pause_ends_frame: true\r\n    prefix: \"~\\x02\" # why\r\n    suffix: y\r\n"
            ),
            ("scanner:\r\n  prefix: 'x'\r\n", "scanner:\r\n  pause_ends_frame: true\r\n  prefix: \"~\\x02\"\r\n"),
            ("theme: dark\r\n", "theme: dark\r\nscanner:\r\n  prefix: \"~\\x02\"\r\n  pause_ends_frame: true\r\n"),
            ("scanner:\ntheme: dark\n", "scanner:\n  prefix: \"~\\x02\"\n  pause_ends_frame: true\ntheme: dark\n"),
            (
                "oms:\n  url: https://ö.example/#x\nscanner:\n  pause_ends_frame: false\n",
                "oms:\n  url: https://ö.example/#x\nscanner:\n  prefix: \"~\\x02\"\n  pause_ends_frame: true\n"
            ),
        ])
    func set(before: String, after: String) throws {
        #expect(try ConfigurationEdit.set(values, in: "scanner", of: before) == after)
    }

    @Test(
        "a text that cannot be changed line by line is left alone, and the lines to write are told",
        arguments: [
            "scanner: { prefix: x }\n", "scanner:\n  prefix: |\n    x\n", "{ scanner: { prefix: x } }", "a: [", "- 1",
            "a: b\u{85}c: d\u{85}scanner:\u{85}  suffix: x\n", "a: b\rscanner:\r  prefix: x\r",
        ])
    func refused(before: String) throws {
        let failure = try #require(throws: Failure.self) {
            try ConfigurationEdit.set(values, in: "scanner", of: before)
        }
        #expect(failure.sentence.contains("pause_ends_frame: true"))
    }

    @Test("a file keeps its mode, and a new one is private")
    func file() throws {
        let folder = try Folder()
        let new = folder.url("new/config.yaml").path
        try ConfigurationEdit.set(values, in: "scanner", ofFile: new)
        #expect(try mode(new) == 0o600)
        let old = folder.url("old.yaml").path
        #expect(FileManager.default.createFile(atPath: old, contents: nil, attributes: [.posixPermissions: 0o644]))
        try ConfigurationEdit.set(values, in: "scanner", ofFile: old)
        #expect(try mode(old) == 0o644)
        #expect(try ConfigurationFile(path: old).values[.prefix]?.text == "~\u{2}")
    }

    @Test("a quoted text is read back as it was", arguments: ["", "\"\\", "\u{0}\u{1D}\u{7F}", "şİ#: |", "\u{85}"])
    func quoted(text: String) throws {
        let result = try ConfigurationEdit.set([("suffix", ConfigurationEdit.quoted(text))], in: "scanner", of: "")
        let folder = try Folder()
        try Data(result.utf8).write(to: folder.url("c.yaml"))
        let file = try ConfigurationFile(path: folder.url("c.yaml").path)
        #expect(file.values[.suffix]?.text == text)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
