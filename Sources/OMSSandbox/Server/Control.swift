import Foundation
import Hummingbird
import NIOCore

/// What the sandbox can be asked besides what an OMS can: to log in, and what tests look at and change.
enum Control: String, CaseIterable, Sendable {
    case logIn, requests, forgetRequests, applied, faults, setFaults, description

    var route: (method: String, path: String) {
        switch self {
        case .logIn: ("POST", "/api/v1/auth/login/")
        case .requests: ("GET", "/_sandbox/requests")
        case .forgetRequests: ("DELETE", "/_sandbox/requests")
        case .applied: ("GET", "/_sandbox/applied")
        case .faults: ("GET", "/_sandbox/faults")
        case .setFaults: ("PUT", "/_sandbox/faults")
        case .description: ("GET", "/_sandbox/openapi.json")
        }
    }
}

extension Routes {
    func answer(_ control: Control, _ request: Request) async throws -> SandboxAnswer {
        if control.operation.needsToken { _ = try tokens.user(of: request.headers[.authorization]) }
        switch control {
        case .logIn:
            guard let body = JSONInput(try await bytes(of: request)) else { throw Refusal.notJSON }
            let token = try tokens.logIn(body)
            return .json { json in json.object { $0.member("key", token) } }
        case .requests: return .json { $0.array(journal.entries) { $1.write(to: &$0) } }
        case .forgetRequests:
            journal.clear()
            return .noContent
        case .applied:
            let commands = try await service.store.appliedCommands().filter(\.isOverHTTP)
            return .json { $0.array(commands) { $1.write(to: &$0) } }
        case .faults: return profile
        case .setFaults: return try set(Data(try await bytes(of: request)))
        case .description: return SandboxAnswer(status: 200, body: APIDescription.document)
        }
    }

    private func set(_ json: Data) throws(Refusal) -> SandboxAnswer {
        do {
            faults.profile = try FaultProfile(json: json)
        } catch {
            throw .validation(error.description)
        }
        return profile
    }

    private var profile: SandboxAnswer {
        SandboxAnswer(status: 200, body: Array(faults.profile.json()))
    }
}

extension LoggedRequest {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.member("number", Int64(number))
            json.member("date", Instant(date))
            json.member("method", method)
            json.member("path", path)
            json.member("query", query)
            json.member("body", body)
            json.member("user", user)
            json.member("status", status.map(Int64.init))
            json.member("fault", fault?.rawValue)
            json.member("seconds") { $0.value(seconds) }
        }
    }
}

extension AppliedCommand {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.member("log", log)
            json.member("package", package)
            json.member("transition", transition)
            json.member("slug", slug)
            json.member("user", user)
            json.member("date", Instant(date))
            json.member("inputs", json: inputs)
        }
    }
}
