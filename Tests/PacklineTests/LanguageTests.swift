import ArgumentParser
import Foundation
import Language
import Testing

@testable import packline

@Suite("The language of the command line")
struct LanguageTests {
    @Test(
        "the language is that of its setting, then of the locale, the first variable of which counts",
        arguments: [
            ([:], LanguageTag.english), (["LANG": "tr_TR.UTF-8"], .turkish), (["LANG": "de_DE.UTF-8"], .english),
            (["LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8"], .english),
            (["LANG": "C", "LC_MESSAGES": "tr_TR"], .turkish),
            (["LANG": "tr_TR.UTF-8", "LC_ALL": ""], .turkish),
            (["LANG": "tr_TR.UTF-8", "PACKLINE_STATION_LANGUAGE": "en"], .english),
        ])
    func chosen(environment: [String: String], tag: LanguageTag) throws {
        #expect(ProgramLanguage.tag(in: environment) == tag)
        let settings = try Settings(
            options: [:], configurationFile: nil, environment: environment.merging(["HOME": "/nowhere"]) { $1 })
        #expect(try settings.language() == tag)
    }

    @Test("what is missing at the start, and what doctor finds, is said in Turkish too")
    func turkish() async throws {
        let start = try await Program.packline(["scan"], environment: ["LANG": "tr_TR.UTF-8"])
        #expect(start.status == 78 && start.errors.contains("OMS ayarlanmamış"), "\(start.errors)")
        let doctor = try await Program.packline(["doctor"], environment: ["PACKLINE_STATION_LANGUAGE": "tr"])
        #expect(doctor.text.hasPrefix("YANLIŞ   ayarlar"), "\(doctor.text)")
        let folder = try Folder()
        try Data("station: {language: tr}\n".utf8).write(to: folder.url("config.yaml"))
        let configured = try await Program.packline(["doctor", "--config", folder.url("config.yaml").path])
        #expect(configured.text.contains("OMS ayarlanmamış"), "\(configured.text)")
        let other = try await Program.packline(["doctor"], environment: ["PACKLINE_STATION_LANGUAGE": "de"])
        #expect(other.text.contains("PACKLINE_STATION_LANGUAGE: “de” is not tr or en"), "\(other.text)")
    }

    @Test("a file corrects a language in part, and what is wrong in it is told with its line")
    func corrected() throws {
        let folder = try Folder()
        let files = LanguageFiles(folders: ["/nowhere", folder.path])
        func write(_ text: String) throws { try Data(text.utf8).write(to: folder.url("tr.txt")) }
        #expect(files.findings == [])
        try write("# Ours\nprogram.verdict.ok = PEKİ\n")
        #expect(try files.catalog(of: .turkish)["program.verdict.ok"] == "PEKİ")
        #expect(files.findings.map(\.verdict) == [.ok])
        for (text, words) in [
            (
                "# Ours\nprogram.verdict.okk = X\n",
                "line 2: no text has the key “program.verdict.okk”; perhaps “program.verdict.ok”"
            ),
            (
                "program.try-again-in = {second} sn\n",
                "line 1: “program.try-again-in” knows no {second}; it can name {seconds}"
            ),
            ("program.verdict.ok = {x}\n", "it names nothing"), ("program.verdict.ok =\n", "has no text"),
            ("program.verdict.ok = {\n", "a brace"), ("program.verdict.ok\n", "write key = text"),
            (
                "program.verdict.ok = A\nprogram.verdict.ok = B\n",
                "line 2: “program.verdict.ok” stands here more than once"
            ),
        ] {
            try write(text)
            let failure = try #require(throws: Failure.self) { try files.catalog(of: .turkish) }
            #expect(failure.sentence.contains(words) && failure.sentence.hasPrefix(folder.path), "\(failure.sentence)")
            #expect(files.findings.map(\.verdict) == [.wrong])
        }
    }

    @Test("a file of the user's that is wrong is told before anything begins, and by doctor")
    func wrongFile() async throws {
        let folder = try Folder()
        let languages = folder.url("packline/languages")
        try FileManager.default.createDirectory(at: languages, withIntermediateDirectories: true)
        try Data("program.nothing = X\n".utf8).write(to: languages.appending(path: "en.txt"))
        let environment = [
            "XDG_CONFIG_HOME": folder.path, "PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": "t",
        ]
        for command in ["scan", "doctor"] {
            let program = try await Program.packline([command], environment: environment)
            #expect((program.text + program.errors).contains("en.txt, line 1: no text has the key “program.nothing”"))
            #expect(program.status == 78)
        }
    }

    @Test("every text of the program is there in both languages, and names the same things")
    func whole() {
        let (english, turkish) = (PhraseCatalog(.english), PhraseCatalog(.turkish))
        func names(_ text: Substring?) -> Set<Substring> {
            Set((text ?? "").matches(of: #/{[^}]*}/#).map(\.output))
        }
        for key in english.keys where key.hasPrefix("program.") && !key.hasSuffix(".one") {
            #expect(turkish[key] != nil && names(turkish[key]) == names(english[key]), "\(key)")
        }
        #expect(turkish.keys.filter { $0.hasPrefix("program.") && english[$0] == nil } == [])
    }
}
