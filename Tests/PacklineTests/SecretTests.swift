import Foundation
import OMSSandbox
import Testing

@testable import packline

@Suite("Secrets and papers", .timeLimit(.minutes(5)))
struct SecretTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func file(_ name: String, _ text: String, mode: Int) throws -> String {
        try Data(text.utf8).write(to: folder.url(name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.url(name).path)
        return folder.url(name).path
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func link(_ name: String, to path: String) throws -> String {
        try FileManager.default.createSymbolicLink(atPath: folder.url(name).path, withDestinationPath: path)
        return folder.url(name).path
    }

    @Test("a secret file may be a symbolic link: what counts is the file that it leads to")
    func link() throws {
        let secret = try file("secret", "abc\nsecond line\n", mode: 0o400)
        #expect(try SecretFile.read(link("link", to: secret)) == "abc")
        let open = try file("open", "abc\n", mode: 0o640)
        let error = #expect(throws: Failure.self) { try SecretFile.read(link("other", to: open)) }
        #expect(error?.sentence == "Others may read the token file \(folder.path)/other: run chmod 600 on it.")
    }

    @Test("a configuration with a secret may be a symbolic link too")
    func configuration() throws {
        let path = try file("config.yaml", "oms:\n  url: https://example.com/\n  token: abc\n", mode: 0o600)
        let settings = try Settings(options: [:], configurationFile: link("link.yaml", to: path), environment: [:])
        #expect(settings.text(.token) == "abc")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: Failure.self) {
            try Settings(options: [:], configurationFile: "\(folder.path)/link.yaml", environment: [:])
        }
    }

    @Test(
        "what cannot be a secret is refused with a sentence",
        arguments: [
            ("folder", "The token file {} cannot be read."), ("nothing", "The token file {} cannot be read."),
            ("endless", "The token file {} cannot be read: it must be text, its first line the token."),
            ("bytes", "The token file {} cannot be read: it must be text, its first line the token."),
        ])
    func noSecret(_ name: String, _ sentence: String) throws {
        try FileManager.default.createDirectory(at: folder.url("folder"), withIntermediateDirectories: false)
        _ = try file("endless", String(repeating: "a", count: 2_000_000), mode: 0o600)
        try Data([0xFF, 0xFE]).write(to: folder.url("bytes"))
        chmod(folder.url("bytes").path, 0o600)
        let error = #expect(throws: Failure.self) { try SecretFile.read("\(folder.path)/\(name)") }
        #expect(error?.sentence == sentence.replacing("{}", with: "\(folder.path)/\(name)"))
    }

    @Test("a secret command that prints without end or fails is told of")
    func commands() throws {
        #expect(try SecretFile.run("echo abc; echo second") == "abc")
        #expect(throws: Failure.self) { try SecretFile.run("yes") }
        let error = #expect(throws: Failure.self) { try SecretFile.run("exit 3") }
        #expect(error?.sentence == "The token command ended with status 3.")
    }

    @Test("no program that Packline starts gets a secret, or any other variable of Packline's")
    func children() async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(token: "t0ps3cret", packages: 20))
        let package = try #require(try await sandbox.packages(inState: "Waiting", at: "369").first)
        let browser = "#!/bin/sh\nenv >\(folder.path)/w3m\nexec cat\n"
        _ = try file("w3m-program", browser, mode: 0o755)
        try FileManager.default.createDirectory(at: folder.url("bin"), withIntermediateDirectories: false)
        _ = try link("bin/w3m", to: folder.url("w3m-program").path)
        let environment = [
            "PACKLINE_OMS_URL": sandbox.baseURL,
            "PACKLINE_OMS_TOKEN_COMMAND": "env >\(folder.path)/token; echo t0ps3cret",
            "PACKLINE_WEBHOOKS_SECRET": "wh-s3cret", "PACKLINE_STATION_LOCATION": "369",
            "PACKLINE_OMS_PASSWORD": "pa55", "PATH": "\(folder.path)/bin:/usr/bin:/bin",
            "PACKLINE_DOCUMENTS_PRINT_COMMAND": "env >\(folder.path)/print; cat >/dev/null",
            "PACKLINE_STATION_STATE_FOLDER": "\(folder.path)/state",
        ]
        let id = String(package.id)
        let numbered = try await Program.packline(["set-invoice-number", id, "A-1"], environment: environment)
        #expect(numbered.status == 0, "\(numbered.errors)")
        let shown = try await Program.packline(["invoice-document", id], environment: environment)
        #expect(shown.status == 0, "\(shown.errors)")
        let scanned = try await Program.packline(
            ["scan"], input: Array("\(package.number)\nprint\nsave\n".utf8), environment: environment)
        #expect(scanned.status == 0, "\(scanned.text) \(scanned.errors)")
        await sandbox.stop()
        for name in ["token", "w3m", "print"] {
            let variables = try String(contentsOf: folder.url(name), encoding: .utf8)
            #expect(variables.contains("PATH=") && !variables.contains("PACKLINE_") && !variables.contains("s3cret"))
        }
        let saved = try #require(
            FileManager.default.enumerator(atPath: "\(folder.path)/state")?.compactMap { $0 as? String })
        let invoice = try #require(saved.first { $0.hasSuffix("invoice-\(package.number).html") })
        let path = "\(folder.path)/state/\(invoice)"
        #expect(try mode(path) == 0o600)
        #expect(try mode(URL(filePath: path).deletingLastPathComponent().path) == 0o700)
    }

    @Test("an invoice is saved for its owner alone, over what others could read and through a link")
    func papers() throws {
        let old = try file("old.html", "old", mode: 0o644)
        try PrivateFile.write(Data("new".utf8), to: link("link.html", to: old))
        #expect(try mode(old) == 0o600)
        #expect(try String(contentsOfFile: old, encoding: .utf8) == "new")
        try PrivateFile.write(Data("gone".utf8), to: "/dev/null")
        #expect(throws: (any Error).self) { try PrivateFile.write(Data(), to: "\(folder.path)/no/such.html") }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.sorted() == ["link.html", "old.html"])
    }
}
