import Foundation

/// An HTTPS server with a certificate that only its own authority knows, run by the `openssl` program.
///
/// It answers every read with a page of HTML: an answer that is HTML shows that the encryption stood.
final class SecureServer {
    static let program = "/usr/bin/openssl"
    static let isAvailable = FileManager.default.isExecutableFile(atPath: program)

    private let process = Process()
    private let folder: URL
    let port: Int

    /// The path of the authority's certificate.
    var authority: String { folder.appending(path: "certificate.pem").path }

    /// Starts a server whose certificate is for this subject, such as `IP:127.0.0.1`; it listens when this returns.
    init(for subject: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appending(path: "key.pem").path
        let certificate = folder.appending(path: "certificate.pem").path
        let making = Process()
        making.executableURL = URL(filePath: Self.program)
        making.arguments =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=packline -addext"
            .split(
                separator: " "
            ).map(String.init) + ["subjectAltName=\(subject)", "-keyout", key, "-out", certificate]
        making.standardError = FileHandle.nullDevice
        try making.run()
        making.waitUntilExit()

        let output = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.folder = folder
        port = try Self.port(in: output.fileHandleForReading)
    }

    /// Kills the program: it inherits the signals that threads of Swift's tasks block, and would not receive a TERM.
    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Reads up to the line `ACCEPT 127.0.0.1:38587`.
    private static func port(in output: FileHandle) throws -> Int {
        var text = ""
        while case let data = output.availableData, !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            if let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT") }), text.hasSuffix("\n"),
                let port = line.split(separator: ":").last.flatMap({ Int($0) })
            {
                return port
            }
        }
        throw SystemError()
    }
}
