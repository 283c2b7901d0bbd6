import Foundation
import OMS
import Station
import Testing

@testable import packline

@Suite("The computer's configuration and the user's")
struct ConfigurationLayerTests {
    private let folder: Folder
    private let computersFile: String

    init() throws {
        folder = try Folder()
        computersFile = folder.url("computer.yaml").path
        try FileManager.default.createDirectory(at: folder.url("packline"), withIntermediateDirectories: true)
    }

    private func settings(computer: String?, user: String?) throws -> Settings {
        try computer.map { try Data($0.utf8).write(to: folder.url("computer.yaml")) }
        try user.map { try Data($0.utf8).write(to: folder.url("packline/config.yaml")) }
        return try Settings(
            options: [:], configurationFile: nil, environment: ["XDG_CONFIG_HOME": folder.path],
            computersFile: computersFile)
    }

    @Test("a value of the user's file comes before the computer's, and the others stay")
    func values() throws {
        let settings = try settings(
            computer: "oms: {url: https://a.example/}\nstation: {name: bench 1, packer: Ayşe}\n",
            user: "station: {name: bench 2}\n")
        #expect(settings[.url] == "https://a.example/")
        #expect(settings[.station] == "bench 2")
        #expect(settings[.packer] == "Ayşe")
    }

    @Test("what lists things of its own counts as a whole")
    func sections() throws {
        let settings = try settings(
            computer:
                "states: {\"1\": packed}\nprinters: {zebra: {address: \"socket://10.0.0.7:9100\", role: label}}\n",
            user: "printers: {a4: {address: \"cups://office\", role: paper}}\n")
        #expect(try settings.printerTable.printers().map(\.name) == ["a4"])
        #expect(try settings.station().commands.states.meanings == ["1": .packed])
    }

    @Test("each alone is enough, and so is none")
    func alone() throws {
        #expect(try settings(computer: nil, user: nil)[.station] == nil)
        #expect(try settings(computer: "station: {name: bench 1}", user: nil)[.station] == "bench 1")
    }

    @Test("a mistake names the file in which it stands")
    func mistakes() throws {
        let failure = try #require(throws: Failure.self) {
            _ = try settings(computer: "theme: drak\n", user: "statoin: {}\n")
        }
        let sentences = ([failure] + failure.others).map(\.sentence)
        #expect(sentences.contains { $0.contains("computer.yaml, line 1") && $0.contains("drak") }, "\(sentences)")
        #expect(sentences.contains { $0.contains("config.yaml, line 1") && $0.contains("statoin") }, "\(sentences)")
    }
}
