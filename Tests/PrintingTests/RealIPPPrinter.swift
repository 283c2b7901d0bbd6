import Foundation
import TestTools

/// A real IPP printer: CUPS's `ippeveprinter`, on a D-Bus of its own.
///
/// It keeps what it printed, and is out of paper while a job begins with the word that says so, until it is given some.
final class RealIPPPrinter {
    let uri: String
    private let folder: URL
    private let bus = Process()
    private let printer = Process()

    /// What a document contains that is to find no paper.
    static let paperOut = "%PDF-1.4 paper out"

    private static let command = """
        #!/bin/sh
        here=$(dirname "$0")
        if [ -e "$here/state" ]; then
            cat "$here/state" >&2
            rm "$here/state"
        fi
        if grep -q "paper out" "$1"; then
            echo "STATE: +media-empty" >&2
            read line < "$here/paper"
            echo "STATE: -media-empty" >&2
        fi
        cat "$1" >> "$here/printed"
        """

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ipp-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let port = try FreePort.find()
        uri = "ipp://127.0.0.1:\(port)/ipp/print"
        let script = folder.appending(path: "print.sh")
        try Self.command.write(to: script, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
        mkfifo(folder.appending(path: "paper").path, 0o600)
        do {
            try startBus()
            try startPrinter(port: port, script: script.path)
        } catch {
            stop()
            throw error
        }
    }

    /// What came out, one document after the other.
    var printed: String {
        (try? String(contentsOf: folder.appending(path: "printed"), encoding: .utf8)) ?? ""
    }

    /// Has it say how it is at its next job: `+` and reasons of IPP.
    func say(_ state: String) throws {
        try "STATE: \(state)\n".write(to: folder.appending(path: "state"), atomically: true, encoding: .utf8)
    }

    /// Puts paper into it; returns when it has taken it.
    func addPaper() throws {
        try Data("paper\n".utf8).write(to: folder.appending(path: "paper"))
    }

    /// Ends it, with the command that may still wait for paper.
    ///
    /// Their ends are not waited for: Foundation would wait for the children of a process as well.
    func stop() {
        let waiting = open(folder.appending(path: "paper").path, O_WRONLY | O_NONBLOCK)
        if waiting >= 0 {
            _ = write(waiting, "\n", 1)
            close(waiting)
        }
        for process in [printer, bus] where process.isRunning {
            // Threads of this process block signals, and what they start inherits that: only this one arrives.
            kill(process.processIdentifier, SIGKILL)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    private var busSocket: String { folder.appending(path: "bus").path }

    private func startBus() throws {
        let configuration = folder.appending(path: "bus.conf")
        try """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
         "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig><type>session</type><listen>unix:path=\(busSocket)</listen><auth>EXTERNAL</auth>
        <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
        <allow own="*"/></policy></busconfig>
        """.write(to: configuration, atomically: true, encoding: .utf8)
        bus.executableURL = URL(filePath: "/usr/bin/dbus-daemon")
        bus.arguments = ["--config-file=\(configuration.path)", "--nofork", "--nopidfile", "--print-address"]
        try Self.start(bus, until: "\n") { $0.standardOutput = $1 }
    }

    private func startPrinter(port: Int, script: String) throws {
        printer.executableURL = URL(filePath: "/usr/sbin/ippeveprinter")
        printer.arguments = [
            "-r", "off", "-p", "\(port)", "-c", script, "-d", folder.path, "-f", "application/pdf,image/png", "-v",
            "Practice",
        ]
        printer.environment = [
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=\(busSocket)", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        ]
        try Self.start(printer, until: "printer-uuid") { $0.standardError = $1 }
    }

    /// Starts a program, and returns when it has said that it is ready; what it says later is dropped.
    private static func start(_ process: Process, until word: String, _ connect: (Process, Pipe) -> Void) throws {
        let pipe = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        connect(process, pipe)
        try process.run()
        var said = ""
        while !said.contains(word) {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CocoaError(.executableLoad) }
            said += String(decoding: more, as: UTF8.self)
        }
        pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    /// Whether something takes connections on a port of this computer.
    static func isTaken(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
