import CLinux
import Foundation
import Synchronization
import TestTools

/// A real PostgreSQL of its own, in a temporary folder, which ends with the process that started it, however that ends.
///
/// As root it runs as the user `postgres`, for PostgreSQL refuses root. It listens on a socket in its folder and on a port of
/// loopback, which stays the same when it is started again. What was committed outlives its processes, but not the machine.
public final class PostgresServer: Sendable {
    /// The port on 127.0.0.1.
    public let port: Int
    /// The folder of its socket.
    public let folder: String
    private let shell: Shell

    /// The certificate of the server, for the name `localhost`, in PEM.
    public var certificate: String { "\(folder)/server.crt" }

    /// How a server is stopped.
    public enum Stop: String, Sendable {
        /// Connections are ended, and everything is written.
        case fast
        /// All processes end at once, as in a crash.
        case immediate
    }

    private init() throws {
        port = try FreePort.find()
        shell = try Shell(script: Self.script)
        folder = try shell.answer(to: "make \(port)")
        _ = try shell.answer(to: "start")
        try runAndWait("CREATE ROLE with_password", in: url("postgres"))
    }

    /// Makes a server and starts it.
    public static func started() async throws -> PostgresServer { try await waiting { try PostgresServer() } }

    /// Starts it again; returns when it takes connections.
    public func start() async throws {
        try await Self.waiting { [shell] in _ = try shell.answer(to: "start") }
    }

    /// Stops it; returns when it has ended.
    public func stop(_ stop: Stop = .fast) async throws {
        try await Self.waiting { [shell] in _ = try shell.answer(to: "stop \(stop.rawValue)") }
    }

    /// Makes an empty database; returns the URL at which its owner, the role `postgres`, connects to it.
    public func makeDatabase() async throws -> String {
        let name = "t\(UUID().uuidString.prefix(8).lowercased())"
        try await run("CREATE DATABASE \(name)", in: url("postgres"))
        return url(name)
    }

    /// The URL of a database, over the port.
    public func url(_ database: String, role: String = "postgres", port: Int? = nil) -> String {
        "postgresql://\(role)@127.0.0.1:\(port ?? self.port)/\(database)"
    }

    /// Runs SQL with `psql`, by the URL of a database; returns what it prints, a row a line, columns apart by `|`.
    @discardableResult
    public func run(_ sql: String, in url: String) async throws -> String {
        try await Self.waiting { try self.runAndWait(sql, in: url) }
    }

    /// Does what waits for other processes on a thread that may: those of tasks are few.
    private static func waiting<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
        }
    }

    @discardableResult
    private func runAndWait(_ sql: String, in url: String) throws -> String {
        let psql = Process()
        psql.executableURL = URL(filePath: "/usr/bin/psql")
        psql.arguments = ["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
        let (output, errors) = (try OwnPipe(), try OwnPipe())
        psql.standardInput = FileHandle.nullDevice
        (psql.standardOutput, psql.standardError) = (output.writeEnd, errors.writeEnd)
        try psql.run()
        try output.writeEnd.close()
        try errors.writeEnd.close()
        let text = String(decoding: output.readEnd.readDataToEndOfFile(), as: UTF8.self)
        let words = String(decoding: errors.readEnd.readDataToEndOfFile(), as: UTF8.self)
        psql.waitUntilExit()
        guard psql.terminationStatus == 0 else { throw PostgresServerError(words: "\(sql): \(words)") }
        return text.trimmingCharacters(in: .newlines)
    }

    /// A server for all suites of the process, made when it is first asked for.
    public static func shared() async throws -> PostgresServer { try await waiting { try sharedServer.get() } }

    private static let sharedServer = Result { try PostgresServer() }

    /// Does what its lines say, one answer for each, and cleans up when there are no more: the writing end of its input is held by
    /// the process that started it alone.
    private static let script = #"""
        PATH=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1):$PATH
        export LC_ALL=C
        ready() { echo "ok $1"; }
        wrong() { echo "no $(echo "$1" | tr '\n' ' ')"; }
        end() { pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$folder"; exit; }
        trap '' INT HUP TERM PIPE
        while read -r what value; do
            case "$what" in
            make)
                folder=$(mktemp -d /tmp/packline-pg-XXXXXX)
                words=$(initdb -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync 2>&1) || {
                    wrong "$words"; continue; }
                # Whoever is in the role with_password shows one; all others are trusted.
                echo "host all +with_password 127.0.0.1/32 scram-sha-256" | cat - "$folder/data/pg_hba.conf" > "$folder/hba"
                openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
                    -addext subjectAltName=DNS:localhost -keyout "$folder/server.key" -out "$folder/server.crt" \
                    >/dev/null 2>&1 && chmod 600 "$folder/server.key" && chmod 755 "$folder"
                cat >> "$folder/data/postgresql.conf" <<SETTINGS
        hba_file = '$folder/hba'
        ssl = on
        ssl_cert_file = '$folder/server.crt'
        ssl_key_file = '$folder/server.key'
        listen_addresses = '127.0.0.1'
        port = $value
        unix_socket_directories = '$folder'
        fsync = off
        full_page_writes = off
        max_connections = 300
        shared_buffers = 16MB
        max_wal_size = 64MB
        SETTINGS
                ready "$folder" ;;
            start)
                if words=$(pg_ctl -D "$folder/data" -l "$folder/log" -w start </dev/null 2>&1); then ready
                else wrong "$words $(tail -n 5 "$folder/log")"; fi ;;
            stop)
                if words=$(pg_ctl -D "$folder/data" -m "$value" -w stop 2>&1); then ready; else wrong "$words"; fi ;;
            esac
        done
        end
        """#
}

/// Why a server of the tests could not do what was asked.
public struct PostgresServerError: Error, CustomStringConvertible {
    /// What it said.
    let words: String

    /// What it said.
    public var description: String { words }
}

/// A shell that is sent lines and answers each with one; it ends when its input does.
private final class Shell: Sendable {
    private struct Ends {
        let input: FileHandle, output: FileHandle
        var rest = Data()
    }

    private let ends: Mutex<Ends>

    init(script: String) throws {
        let (input, output) = (try OwnPipe(), try OwnPipe())
        let process = Process()
        let command = ["/bin/bash", "-c", script]
        process.executableURL = URL(filePath: getuid() == 0 ? "/usr/sbin/runuser" : "/bin/bash")
        process.arguments = getuid() == 0 ? ["-u", "postgres", "--"] + command : Array(command.dropFirst())
        process.currentDirectoryURL = URL(filePath: "/")
        (process.standardInput, process.standardOutput) = (input.readEnd, output.writeEnd)
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.readEnd.close()
        try output.writeEnd.close()
        ends = Mutex(Ends(input: input.writeEnd, output: output.readEnd))
    }

    func answer(to line: String) throws -> String {
        try ends.withLock { ends in
            try ends.input.write(contentsOf: Data((line + "\n").utf8))
            while true {
                if let end = ends.rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let words = String(decoding: ends.rest[..<end], as: UTF8.self)
                    ends.rest = Data(ends.rest[ends.rest.index(after: end)...])
                    guard words.hasPrefix("ok") else {
                        throw PostgresServerError(words: "\(line): \(words.dropFirst(3))")
                    }
                    return String(words.dropFirst(3))
                }
                let more = ends.output.availableData
                guard !more.isEmpty else { throw PostgresServerError(words: "\(line): PostgreSQL's shell has ended") }
                ends.rest += more
            }
        }
    }
}

/// A pipe whose ends only that program gets which they are given to: another that is started meanwhile would hold it open.
private struct OwnPipe {
    let readEnd: FileHandle, writeEnd: FileHandle

    init() throws {
        var (reading, writing): (Int32, Int32) = (-1, -1)
        guard packline_linux_pipe(&reading, &writing) else { throw PostgresServerError(words: "too many open files") }
        readEnd = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
        writeEnd = FileHandle(fileDescriptor: writing, closeOnDealloc: true)
    }
}
