import Foundation
import TestTools

/// A real spooler: a `cupsd` with a root of its own and one queue, the backend of which keeps what it is given.
///
/// The queue is out of paper while it is told to be, and stops when its printer breaks, as queues do by default.
final class RealSpooler {
    static let program = "/usr/sbin/cupsd"
    static let isAvailable = FileManager.default.isExecutableFile(atPath: program)

    /// The name of the queue.
    static let queue = "paper"
    let port: Int
    private let folder: URL
    private let daemon = Process()

    private static let backend = """
        #!/bin/sh
        [ $# -eq 0 ] && exit 0
        here=${DEVICE_URI#practice:}
        if [ -e "$here/broken" ]; then exit 4; fi
        if [ -e "$here/empty" ]; then
            echo "STATE: +media-empty-error" >&2
            read line < "$here/paper"
            echo "STATE: -media-empty-error" >&2
        fi
        cat ${6:-} >> "$here/printed"
        """

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cups-\(UUID().uuidString.prefix(8))")
        port = try FreePort.find()
        for name in ["root", "run", "spool/tmp", "cache", "log", "bin/backend", "bin/filter", "bin/cgi-bin"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        for name in ["daemon", "notifier"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "bin/\(name)").path, withDestinationPath: "/usr/lib/cups/\(name)")
        }
        let backend = folder.appending(path: "bin/backend/practice")
        try Self.backend.write(to: backend, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: backend.path)
        mkfifo(folder.appending(path: "paper").path, 0o600)
        try configure()
        do {
            try start()
        } catch {
            stop()
            throw error
        }
    }

    private func configure() throws {
        let here = folder.path
        try """
        Listen \(socket)
        Listen 127.0.0.1:\(port)
        Browsing No
        WebInterface No
        DefaultAuthType None
        <Location />
          Order allow,deny
          Allow localhost
        </Location>
        <Policy default>
          <Limit All>
            Order allow,deny
            Allow localhost
          </Limit>
        </Policy>
        """.write(to: folder.appending(path: "root/cupsd.conf"), atomically: true, encoding: .utf8)
        try """
        ServerRoot \(here)/root
        ServerBin \(here)/bin
        StateDir \(here)/run
        CacheDir \(here)/cache
        RequestRoot \(here)/spool
        TempDir \(here)/spool/tmp
        ErrorLog \(here)/log/error
        AccessLog \(here)/log/access
        PageLog \(here)/log/page
        """.write(to: folder.appending(path: "root/cups-files.conf"), atomically: true, encoding: .utf8)
        try """
        <Printer \(Self.queue)>
        DeviceURI practice:\(folder.path)
        State Idle
        Accepting Yes
        ErrorPolicy stop-printer
        </Printer>
        """.write(to: folder.appending(path: "root/printers.conf"), atomically: true, encoding: .utf8)
    }

    /// The socket by which programs of this computer reach it, as `CUPS_SERVER` names it.
    var socket: String { folder.appending(path: "cups.sock").path }

    /// What came out, one document after the other.
    var printed: String {
        (try? String(contentsOf: folder.appending(path: "printed"), encoding: .utf8)) ?? ""
    }

    /// Takes the paper out.
    func takePaper() throws { try Data().write(to: folder.appending(path: "empty")) }

    /// Puts paper in while a job waits for it; returns when it has been taken.
    func addPaper() throws {
        try FileManager.default.removeItem(at: folder.appending(path: "empty"))
        try Data("paper\n".utf8).write(to: folder.appending(path: "paper"))
    }

    /// Breaks the printer, so that its next job stops the queue.
    func breakPrinter() throws { try Data().write(to: folder.appending(path: "broken")) }

    /// Mends the printer and lets its queue go on, as a person would.
    func mend() throws {
        try FileManager.default.removeItem(at: folder.appending(path: "broken"))
        let request = folder.appending(path: "resume")
        try """
        {
        OPERATION Resume-Printer
        GROUP operation-attributes-tag
        ATTR charset attributes-charset utf-8
        ATTR naturalLanguage attributes-natural-language en
        ATTR uri printer-uri $uri
        STATUS successful-ok
        }
        """.write(to: request, atomically: true, encoding: .utf8)
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/ipptool")
        tool.arguments = ["-q", "ipp://127.0.0.1:\(port)/printers/\(Self.queue)", request.path]
        tool.standardError = FileHandle.nullDevice
        try tool.run()
        tool.waitUntilExit()
        guard tool.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    /// Ends it with what may still wait for paper.
    func stop() {
        if daemon.isRunning {
            // Threads of this process block signals, and what they start inherits that: only this one arrives.
            kill(daemon.processIdentifier, SIGKILL)
            daemon.waitUntilExit()
        }
        let waiting = open(folder.appending(path: "paper").path, O_WRONLY | O_NONBLOCK)
        if waiting >= 0 {
            _ = write(waiting, "\n", 1)
            close(waiting)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts it, and returns when it takes connections.
    private func start() throws {
        daemon.executableURL = URL(filePath: Self.program)
        daemon.arguments = ["-f", "-c", "\(folder.path)/root/cupsd.conf", "-s", "\(folder.path)/root/cups-files.conf"]
        daemon.standardOutput = FileHandle.nullDevice
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
        while !RealIPPPrinter.isTaken(port) {
            guard daemon.isRunning else { throw CocoaError(.executableLoad) }
            usleep(20_000)
        }
    }
}
