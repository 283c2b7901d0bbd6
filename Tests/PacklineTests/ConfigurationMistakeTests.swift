import ArgumentParser
import Foundation
import Language
import Testing

@testable import packline

@Suite("Mistakes of the configuration")
struct ConfigurationMistakeTests {
    private func failure(_ yaml: String, _ environment: [String: String] = [:]) throws -> Failure {
        let folder = try Folder()
        try Data(yaml.utf8).write(to: folder.url("config.yaml"))
        return try #require(throws: Failure.self) {
            _ = try Settings(
                options: [:], configurationFile: folder.url("config.yaml").path, environment: environment)
        }
    }

    @Test("all that is wrong in a file, its sections, the variables and the values is found in one run")
    func all() throws {
        let yaml = """
            statoin: {name: bench 3}
            station:
              force: sometimes
              nmae: bench 3
            states: {"1": shiped, "2": packed, "3": nothing}
            theme: drak
            """
        let failure = try failure(yaml, ["PACKLINE_OMS_URK": "x", "PACKLINE_COMMANDS_PACK": "y"])
        let sentences = [failure.sentence] + failure.others.map(\.sentence)
        for (place, words) in [
            ("line 1", "perhaps “station” is meant"), ("line 4", "perhaps “station.name” is meant"),
            ("line 5", "perhaps “shipped” is meant"), ("line 5", "“nothing” is nothing that a state can mean"),
            ("PACKLINE_OMS_URK", "perhaps “PACKLINE_OMS_URL” is meant"), ("PACKLINE_COMMANDS_PACK", "“y”"),
            ("line 3", "“sometimes” is not never, confirm or always"), ("line 6", "perhaps “dark” is meant"),
        ] {
            #expect(sentences.contains { $0.contains(place) && $0.contains(words) }, "\(place) \(words): \(sentences)")
        }
        #expect(sentences.count == 8, "\(sentences)")
    }

    @Test("the doctor shows each of them, and looks at nothing else that needs the settings")
    func doctor() async throws {
        let folder = try Folder()
        try Data("ems: {url: x}\ntheme: drak\n".utf8).write(to: folder.url("config.yaml"))
        let doctor = try await Program.packline(["doctor", "--config", folder.url("config.yaml").path])
        #expect(doctor.status == 78)
        #expect(doctor.text.contains("line 1: there is no setting “ems”; perhaps “oms” is meant."), "\(doctor.text)")
        #expect(doctor.text.contains("line 2: there is no theme “drak”; perhaps “dark” is meant."), "\(doctor.text)")
    }

    @Test("mistakes are told in the language that is set, in the file itself too")
    func turkish() async throws {
        let folder = try Folder()
        let file = folder.url("config.yaml")
        let yaml = """
            station: {language: tr, force: sometimes}
            states: {"1": shiped}
            keys: {pack: enter}
            theme: \(folder.url("mine.yaml").path)
            """
        try Data(yaml.utf8).write(to: file)
        try Data("inherits: dark\nroles: {ok: {foreground: grren}}\n".utf8).write(to: folder.url("mine.yaml"))
        let doctor = try await Program.packline(["doctor", "--config", file.path])
        for words in [
            "satır 1: “sometimes” olmaz; olması gereken: never, confirm ya da always",
            "satır 2: “shiped” bir durumun anlamı olamaz; belki “shipped” kastedildi.",
            "satır 3: “enter” satırı ve okutmayı bitirir; komuta verilebilenler: F1 ile F24 arası",
            "mine.yaml:2: 'grren' paletteki bir renk değil; olabilenler: ",
        ] {
            #expect(doctor.text.contains(words), "\(words): \(doctor.text)")
        }
    }

    @Test("a theme of the file is told with its line, and one of an option with the option")
    func themes() throws {
        let folder = try Folder()
        try Data("\ntheme: drak\n".utf8).write(to: folder.url("config.yaml"))
        let path = folder.url("config.yaml").path
        let configured = try Settings(options: [:], configurationFile: path, environment: [:])
        let sentence = try #require(throws: Failure.self) { try configured.theme() }.sentence
        #expect(sentence == "\(path), line 2: there is no theme “drak”; perhaps “dark” is meant.")
        let asked = try Settings(options: [.theme: "pink"], configurationFile: path, environment: [:])
        let answer = try #require(throws: Failure.self) { try asked.theme() }.sentence
        #expect(answer.hasPrefix("--theme: there is no theme “pink”; built-in themes are dark"))
    }
}
