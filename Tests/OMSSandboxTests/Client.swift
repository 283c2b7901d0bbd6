import Foundation
import FoundationNetworking
import Testing

@testable import OMSSandbox

/// Asks a sandbox over real HTTP, as any program would.
struct Client: Sendable {
    let sandbox: Sandbox
    var token: String? = "secret"

    /// What every subscription must say besides.
    static let retrying = #""retry_countdown_config": {"choice": "fixed", "kwargs": {"seconds": 60}}"#

    /// An answer, read without the sandbox's own writer.
    struct Reply: Sendable {
        let status: Int
        let body: [UInt8]
        let headers: [String: String]

        var text: String {
            String(decoding: body, as: UTF8.self)
        }

        var json: JSONInput {
            JSONInput(body) ?? .null
        }

        /// The rows of a page.
        var results: [JSONInput] {
            json["results"].elements
        }

        /// The ids of the rows of a page.
        var ids: [Int64] {
            results.compactMap { $0["id"]?.integer }
        }
    }

    func get(_ path: String) async throws -> Reply {
        try await send("GET", path, nil)
    }

    func post(_ path: String, _ body: String = "{}") async throws -> Reply {
        try await send("POST", path, body)
    }

    /// Runs a command as a client does.
    func run(_ transition: Transition, on package: Int64, _ inputs: String = "{}") async throws -> Reply {
        try await post(
            "/packages/\(package)/command/", #"{"transition": \#(transition.id), "input_parameters": \#(inputs)}"#)
    }

    func send(_ method: String, _ path: String, _ body: String?, authorization: String? = nil) async throws -> Reply {
        let url = path.hasPrefix("http") ? path : (path.hasPrefix("/_") ? root : sandbox.baseURL) + path
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        request.setValue(authorization ?? token.map { "Bearer \($0)" }, forHTTPHeaderField: "Authorization")
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var headers: [String: String] = [:]
        for case (let name as String, let value as String) in http.allHeaderFields {
            headers[name.lowercased()] = value
        }
        return Reply(
            status: http.statusCode, body: Array(data), headers: headers)
    }

    private var root: String {
        String(sandbox.baseURL.dropLast("/api/v1/oms".count))
    }
}

/// Starts a sandbox for one test and stops it afterwards; its clock starts at a fixed moment.
func withSandbox(
    _ settings: SandboxSettings = .fixed, _ body: (Sandbox, Client) async throws -> Void
) async throws {
    let sandbox = try await Sandbox.start(settings)
    do {
        try await body(sandbox, Client(sandbox: sandbox))
    } catch {
        await sandbox.stop()
        throw error
    }
    await sandbox.stop()
}

extension SandboxSettings {
    /// Two hundred packages around noon of 12 May 2026.
    static let fixed = SandboxSettings(now: Date(timeIntervalSince1970: 1_778_587_200))
}

extension JSONInput? {
    /// The elements of an array; none when this is no array.
    var elements: [JSONInput] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}
