import OMS
import Synchronization
import Testing

@testable import OMSClient

@Suite("Logging in again")
struct LoginTests {
    /// A server that takes the tokens `fresh-1`, `fresh-2`, …, of which every login gives the next, the last one only.
    private func server(login answer: RawServer.Step? = nil, hold: Gate? = nil) throws -> RawServer {
        let logins = Counter()
        let taken = LatestLogin()
        return try RawServer { request in
            if request.line.hasPrefix("POST /auth/login/") {
                let steps = hold.map { [RawServer.Step.wait($0)] } ?? []
                if let answer { return steps + [answer] }
                return steps + [Reply.http(200, #"{"key": "\#(taken.set("fresh-\(logins.next())"))"}"#)]
            }
            guard request.header("Authorization") == "Bearer \(taken.value)" else {
                return [Reply.http(401, #"{"detail": "Invalid token."}"#)]
            }
            return request.line.hasPrefix("GET") ? [Reply.package] : [Reply.noContent]
        }
    }

    private func client(_ server: RawServer, token: String? = "stale", clock: QuickClock = QuickClock()) throws
        -> OMSHTTPClient
    {
        let login = Authorization.Login(
            url: "http://127.0.0.1:\(server.port)/auth/login/", username: "ayşe", password: "pass-word")
        return try OMSHTTPClient(
            server, authorization: Authorization(token: token, login: login), clock: clock.clock)
    }

    private func logins(_ server: RawServer) -> [RawServer.Request] {
        server.requests.filter { $0.line == "POST /auth/login/ HTTP/1.1" }
    }

    @Test("a read whose token is no longer taken is answered after one login")
    func read() async throws {
        let server = try server()
        let client = try client(server)
        #expect(try await client.send(.package(73)).id == 73)
        #expect(try await client.send(.package(73)).id == 73)
        let login = try #require(logins(server).first)
        #expect(logins(server).count == 1)
        #expect(login.body == #"{"password":"pass-word","username":"ayşe"}"#)
        #expect(login.header("Authorization") == nil)
        #expect(server.requests.last?.header("Authorization") == "Bearer fresh-1")
    }

    @Test("a command is sent once more too, for a 401 means that it was not applied")
    func command() async throws {
        let server = try server()
        try await client(server).send(.pack)
        #expect(server.requests.map { $0.line.prefix(12) } == ["POST /oms/pa", "POST /auth/l", "POST /oms/pa"])
    }

    @Test("without a token the login comes first")
    func noToken() async throws {
        let server = try server()
        #expect(try await client(server, token: nil).send(.package(73)).id == 73)
        #expect(server.requests.map { $0.line.prefix(4) } == ["POST", "GET "])
    }

    @Test("eight requests that find out at once log in once")
    func concurrent() async throws {
        let hold = Gate()
        let server = try server(hold: hold)
        let client = try client(server)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await client.send(.package(73)).id } }
            hold.open()
            for try await id in group { #expect(id == 73) }
        }
        #expect(logins(server).count == 1)
    }

    @Test("a refused login is told in the OMS's words, and the command was not applied")
    func refused() async throws {
        let answer = Reply.http(400, #"{"non_field_errors": ["No such user, pass-word is wrong."]}"#)
        let server = try server(login: answer)
        let error = try #require(await failure { try await client(server).send(.pack) })
        #expect(error.code == .status(401))
        #expect(error.deliveryStatus == .notSent, "the command itself was not judged: it may be sent later")
        #expect(
            error.description == "The OMS refused POST /packages/73/command/ with 401: No such user, ••• is wrong "
                + "(the login at POST /auth/login/ was refused with 400).")
    }

    @Test("a login that fails for other reasons leaves the command unsent, and is tried again")
    func failed() async throws {
        let server = try server(login: Reply.html(502, "502 Bad Gateway"))
        let client = try client(server)
        for count in 1...2 {
            let error = try #require(await failure { try await client.send(.pack) })
            #expect(error.description == "The OMS failed at POST /auth/login/ with 502: 502 Bad Gateway.")
            #expect(error.deliveryStatus == .notSent)
            #expect(logins(server).count == count)
        }
    }

    @Test("a refused login is not tried again for a minute, lest the account is locked")
    func notAgain() async throws {
        let (server, clock) = (try server(login: Reply.http(401)), QuickClock())
        let client = try client(server, clock: clock)
        for _ in 0..<3 { _ = await failure { try await client.send(.package(73)) } }
        #expect(logins(server).count == 1)
        clock.pass(.seconds(61))
        _ = await failure { try await client.send(.package(73)) }
        #expect(logins(server).count == 2)
    }

    @Test("an answer to a login without a usable key is said to be one", arguments: ["{}", #"{"key": "two words"}"#])
    func noKey(body: String) async throws {
        let server = try server(login: Reply.http(200, body))
        let error = try #require(await failure { try await client(server).send(.package(73)) })
        #expect(error.code == .undecodable)
        #expect(error.asked == "POST /auth/login/")
        #expect(!error.description.contains("two words"))
    }

    @Test("a token that is refused although it is new is not fetched without end")
    func newTokenRefused() async throws {
        let server = try RawServer { request in
            request.line.hasPrefix("GET") ? [Reply.http(401)] : [Reply.http(200, #"{"key": "fresh"}"#)]
        }
        let error = try #require(await failure { try await client(server).send(.package(73)) })
        #expect(error.status == 401)
        #expect(error.description == "The OMS refused GET /packages/73/ with 401 (a new login did not help).")
        #expect(server.requests.count == 3)
    }

    @Test(
        "a 401 names the scheme to set where the OMS wants another one that can be set, and else what is missing",
        arguments: [
            (["Token"], OMSClientError.AuthorizationHint.otherScheme(.token)), ([#"Basic realm="api""#], .noLogin),
            ([#"Basic realm="a, Token b""#], .noLogin),
            ([#"Basic realm="api", token realm="x""#], .otherScheme(.token)),
            (["Basic", "Token"], .otherScheme(.token)), (["Token", "Bearer"], .noLogin), (["Digest"], .noLogin),
            ([], .noLogin),
        ])
    func challenges(challenges: [String], hint: OMSClientError.AuthorizationHint) async throws {
        let headers = challenges.map { "WWW-Authenticate: \($0)" }
        let server = try RawServer { _ in [Reply.http(401, headers: headers)] }
        let error = try #require(await failure { try await OMSHTTPClient(server).send(.package(73)) })
        #expect(error.hint == hint)
        #expect(error.description.contains("set oms.scheme to Token") == (hint == .otherScheme(.token)))
    }

    @Test("without a login a 401 says what is missing")
    func noLogin() async throws {
        let server = try RawServer { _ in [Reply.http(401, #"{"detail": "Invalid token."}"#)] }
        let error = try #require(await failure { try await OMSHTTPClient(server).send(.package(73)) })
        #expect(
            error.description == "The OMS refused GET /packages/73/ with 401: Invalid token "
                + "(no login is configured that would get a new token).")
        #expect(server.requests.count == 1)
    }
}

/// The one token that a server takes now.
private final class LatestLogin: Sendable {
    private let token = Mutex("none yet")

    var value: String { token.withLock(\.self) }

    func set(_ value: String) -> String {
        token.withLock { $0 = value }
        return value
    }
}
