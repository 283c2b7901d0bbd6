import Foundation
import OMS
import OMSSandbox
import Testing

/// A sandbox, and the program configured for it.
struct CommandLineBench {
    let sandbox: Sandbox

    static func with(_ body: (CommandLineBench) async throws -> Void) async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 60))
        do {
            try await body(CommandLineBench(sandbox: sandbox))
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    func run(_ arguments: String...) async throws -> Program { try await run(arguments) }

    func run(
        _ arguments: [String], input: [UInt8] = [], variables: [String: String] = [:]
    ) async throws -> Program {
        try await Program.packline(
            arguments, input: input,
            environment: [
                "PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token,
                "PACKLINE_STATION_TIME_ZONE": "Europe/Istanbul",
            ].merging(variables) { $1 })
    }

    /// The rows of a run's JSON.
    func json(_ arguments: String...) async throws -> [JSON] { try await json(arguments) }

    /// The first row of a run's JSON.
    func first(_ arguments: String...) async throws -> JSON { try #require(try await json(arguments).first) }

    private func json(_ arguments: [String]) async throws -> [JSON] {
        let program = try await run(arguments + ["--json"])
        #expect(program.status == 0 && program.errors.isEmpty, "\(arguments): \(program.errors)")
        return try program.lines.map { try JSONDocument($0).root }
    }

    /// A run that does something and says nothing.
    func quietly(_ arguments: String...) async throws {
        let program = try await run(arguments)
        #expect(program.status == 0 && program.errors.isEmpty && program.output.isEmpty, "\(program.errors)")
    }

    /// The parameters of the last request, by the names that were sent.
    func lastQuery() -> [String: String] {
        let items = URLComponents(string: "?" + (sandbox.requests().last?.query ?? ""))?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    }

    /// Whether a request to this endpoint was answered with success.
    func hasAsked(_ endpoint: Endpoint) -> Bool {
        let pattern = endpoint.route.path.split(separator: "/")
        return sandbox.requests().contains { request in
            let path = request.path.split(separator: "/").dropFirst(3)
            return request.method == endpoint.route.method.rawValue && path.count == pattern.count
                && (200..<300).contains(request.status ?? 0)
                && zip(pattern, path).allSatisfy { $0.hasPrefix("{") ? Int($1) != nil : $0 == $1 }
        }
    }
}
