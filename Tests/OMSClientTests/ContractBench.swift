import Foundation
import OMS
import OMSSandbox
import Testing

@testable import OMSClient

/// A sandbox whose generated dates lie around a fixed noon, and a client on it.
struct ContractBench: Sendable {
    let sandbox: Sandbox
    let client: OMSHTTPClient

    /// The moment a day before that noon: about half of the packages are older.
    static let yesterday = "2026-05-11T12:00:00Z"

    static func start(packages: Int = 200) async throws -> ContractBench {
        let settings = SandboxSettings(
            packages: packages, now: Date(timeIntervalSince1970: 1_778_587_200), webhookRetryDelay: .seconds(3_600))
        let sandbox = try await Sandbox.start(settings)
        let client = OMSHTTPClient(
            settings: try OMSClientSettings(
                baseURL: sandbox.baseURL, authorization: Authorization(token: sandbox.token)))
        return ContractBench(sandbox: sandbox, client: client)
    }

    /// Runs a test on a bench of its own, and takes it down.
    static func with(_ body: (ContractBench) async throws -> Void) async throws {
        let bench = try await start(packages: 80)
        do {
            try await body(bench)
        } catch {
            await bench.stop()
            throw error
        }
        await bench.stop()
    }

    private func stop() async {
        client.close()
        await sandbox.stop()
    }

    /// Asks through a client that speaks an installation's own dialect.
    func speaking<Answer>(
        _ dialect: Dialect, _ ask: (OMSHTTPClient) async throws -> Answer
    ) async throws -> Answer {
        var settings = try OMSClientSettings(
            baseURL: sandbox.baseURL, authorization: Authorization(token: sandbox.token))
        settings.dialect = dialect
        let client = OMSHTTPClient(settings: settings)
        defer { client.close() }
        return try await ask(client)
    }

    /// The id of a package in a state.
    func package(in state: String) async throws -> Int {
        guard let package = try await sandbox.packages(inState: state).first else {
            throw SandboxError.setting("state", state, expected: "a state of some package")
        }
        return Int(package.id)
    }

    /// The rows of all pages, of which every one must be readable.
    func all<Row>(_ request: (_ page: Int) -> Request<Page<Row>>) async throws -> [Row] {
        var rows: [Row] = []
        var page = 1
        while true {
            let answer = try await client.send(request(page))
            #expect(answer.unreadable == 0, "\(request(page).summary)")
            rows += answer.rows
            guard answer.next != nil else { return rows }
            page += 1
        }
    }
}
