import OMS
import OMSSandbox
import Testing

@testable import OMSClient

/// Runs a test with a sandbox and a client on it, and stops both.
private func withSandbox(
    _ settings: SandboxSettings = SandboxSettings(packages: 60, seed: 7),
    authorization: (Sandbox) -> Authorization = { Authorization(token: $0.token) },
    change: (inout OMSClientSettings) -> Void = { _ in },
    _ body: (Sandbox, OMSHTTPClient) async throws -> Void
) async throws {
    let sandbox = try await Sandbox.start(settings)
    var clientSettings = try OMSClientSettings(baseURL: sandbox.baseURL, authorization: authorization(sandbox))
    change(&clientSettings)
    let client = OMSHTTPClient(settings: clientSettings, clock: QuickClock().clock)
    do {
        try await body(sandbox, client)
    } catch {
        client.close()
        await sandbox.stop()
        throw error
    }
    client.close()
    await sandbox.stop()
}

@Suite("The client on the sandbox")
struct SandboxTests {
    @Test("pages of packages bring every package once, and the last one ends the list")
    func pages() async throws {
        try await withSandbox { sandbox, client in
            var (ids, page): ([Int], Int) = ([], 1)
            while true {
                let answer = try await client.send(.packages(page: page, limit: 25))
                #expect(answer.count == 60)
                #expect(answer.unreadable == 0)
                ids += answer.rows.map(\.id)
                guard answer.next != nil else { break }
                page += 1
            }
            #expect(page == 3)
            #expect(try await ids.sorted() == sandbox.packages().map { Int($0.id) })
            let beyond = await failure { try await client.send(.packages(page: 4, limit: 25)) }
            #expect(beyond?.description == "The OMS refused GET /packages/ with 404: Invalid page.")
        }
    }

    @Test("a filter brings the packages that match and no other")
    func filter() async throws {
        try await withSandbox { sandbox, client in
            let waiting = try await sandbox.packages(inState: "Waiting", at: "369").map { Int($0.id) }
            let filter = PackageFilter([.stateValue: "100", .stockLocationCode: "369"], sort: .init(.id))
            let rows = try await client.send(.packages(filter)).rows
            #expect(rows.map(\.id) == waiting)
            #expect(rows.allSatisfy(filter.admits))
            #expect(!waiting.isEmpty && waiting.count < 60)
        }
    }

    @Test("a package comes whole: state, items, commands, and its JSON byte for byte")
    func package() async throws {
        try await withSandbox { sandbox, client in
            let seen = try #require(try await sandbox.packages(inState: "Waiting").first)
            let package = try await client.send(.package(Int(seen.id)))
            #expect(package.number == seen.number)
            #expect(package.orderNumber == seen.orderNumber)
            #expect(package.state.name == "Waiting")
            #expect(package.items.map(\.product.sku) == seen.items.map(\.sku))
            #expect(package.commands.count > 1)
            #expect(try await package.raw == sandbox.package(seen.id))
        }
    }

    @Test("the other reads bring what they name")
    func otherReads() async throws {
        try await withSandbox { sandbox, client in
            let seen = try #require(try await sandbox.packages(inState: "Packed").first)
            let id = Int(seen.id)
            #expect(try await client.send(.shortPackages(limit: 10)).rows.count == 10)
            let items = try await client.send(.packageItems(id)).rows
            #expect(items.map(\.productSKU).sorted() == seen.items.map(\.sku).sorted())
            let log = try await client.send(.transitionLogs(id)).rows
            #expect(log.last?.target?.name == "Packed")
            let short = try await client.send(.shortTransitionLogs(id)).rows
            #expect(short.map(\.id) == log.map(\.id))
            let reasons = try await client.send(.denialReasons()).rows
            #expect(try await client.send(.denialReasons(older: true)).rows == reasons)
            #expect(!reasons.isEmpty)
        }
    }

    @Test("a command is applied once, and from the wrong state refused in the OMS's words")
    func command() async throws {
        try await withSandbox { sandbox, client in
            let id = try Int(#require(try await sandbox.packages(inState: "Preparing").first).id)
            let package = try await client.send(.package(id))
            let pack = try #require(CommandTable().command(.pack, among: package.commands))
            try await client.send(.command(id, transition: pack.transition))
            #expect(try await sandbox.look(at: Int64(id)).state == "Packed")
            let error = try #require(
                await failure { try await client.send(.command(id, transition: pack.transition)) })
            #expect(error.deliveryStatus == .refused)
            #expect(error.words?.isEmpty == false)
            #expect(try await sandbox.appliedCommands().count == 1)
        }
    }

    @Test("the OMS's clock is told, and a package that is not there is said not to be")
    func clockAndAbsence() async throws {
        try await withSandbox { _, client in
            #expect(try await client.answer(to: .packages(limit: 1)).date != nil)
            let error = try #require(await failure { try await client.send(.package(999_999)) })
            #expect(error.status == 404)
            #expect(error.words != nil)
        }
    }

    @Test("revoked tokens cost one login, with however many requests at once")
    func login() async throws {
        let authorization = { (sandbox: Sandbox) in
            Authorization(
                token: sandbox.token,
                login: .init(url: sandbox.loginURL, username: "packer", password: "packer"))
        }
        try await withSandbox(authorization: authorization) { sandbox, client in
            _ = try await client.send(.packages(limit: 1))
            sandbox.revokeTokens()
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 { group.addTask { try await client.send(.packages(limit: 1)).rows.count } }
                for try await count in group { #expect(count == 1) }
            }
            #expect(sandbox.requests().filter { $0.path.hasSuffix("/auth/login/") }.count == 1)
        }
    }

    @Test("a wrong token and a wrong password are told apart")
    func wrongCredentials() async throws {
        try await withSandbox(authorization: { _ in Authorization(token: "wrong") }) { _, client in
            let error = try #require(await failure { try await client.send(.packages()) })
            #expect(error.status == 401)
            #expect(error.asked == "GET /packages/")
        }
        let authorization = { (sandbox: Sandbox) in
            Authorization(login: .init(url: sandbox.loginURL, username: "packer", password: "wrong"))
        }
        try await withSandbox(authorization: authorization) { _, client in
            let error = try #require(await failure { try await client.send(.packages()) })
            #expect(error.status == 401)
            #expect(error.detail == "the login at POST /api/v1/auth/login/ was refused with 400")
        }
    }
}

/// What a client must make of a fault of the sandbox.
struct FaultCase: Sendable, CustomTestStringConvertible {
    let fault: Fault
    let code: OMSClientError.Code
    let deliveryStatus: OMSClientError.DeliveryStatus
    /// Whether a read is answered in the end, the fault happening once.
    let readPasses: Bool

    var testDescription: String { "\(fault.kind) \(fault.status)" }

    static let all = [
        FaultCase(
            fault: Fault(.status, times: 1, status: 400), code: .status(400), deliveryStatus: .refused,
            readPasses: false),
        FaultCase(
            fault: Fault(.status, times: 1, status: 503), code: .status(503), deliveryStatus: .unknown, readPasses: true
        ),
        FaultCase(
            fault: Fault(.status, times: 1, status: 429, retryAfter: 2), code: .status(429), deliveryStatus: .refused,
            readPasses: true),
        FaultCase(
            fault: Fault(.html, times: 1, status: 502), code: .status(502), deliveryStatus: .unknown, readPasses: true),
        FaultCase(
            fault: Fault(.html, times: 1, status: 200), code: .undecodable, deliveryStatus: .unknown, readPasses: false),
        FaultCase(fault: Fault(.cut, times: 1), code: .cutOff, deliveryStatus: .unknown, readPasses: true),
        FaultCase(fault: Fault(.resetBefore, times: 1), code: .cutOff, deliveryStatus: .unknown, readPasses: true),
        FaultCase(fault: Fault(.resetAfter, times: 1), code: .cutOff, deliveryStatus: .unknown, readPasses: true),
        FaultCase(fault: Fault(.garbage, times: 1), code: .undecodable, deliveryStatus: .unknown, readPasses: false),
        FaultCase(
            fault: Fault(.silence, times: 1, seconds: 60), code: .timedOut, deliveryStatus: .unknown, readPasses: false),
        FaultCase(
            fault: Fault(.latency, times: 1, seconds: 60), code: .timedOut, deliveryStatus: .unknown, readPasses: false),
        FaultCase(
            fault: Fault(.huge, times: 1, bytes: 50_000_000), code: .tooLarge, deliveryStatus: .unknown,
            readPasses: false),
    ]
}

@Suite("The client and each fault of the sandbox")
struct SandboxFaultTests {
    private static func settings(for fault: FaultCase) -> (inout OMSClientSettings) -> Void {
        { settings in
            settings.longestAnswer = 1_048_576
            guard fault.code == .timedOut else { return }
            (settings.readTimeout, settings.commandTimeout) = (.seconds(2), .seconds(2))
        }
    }

    @Test(
        "a command ends as known or unknown, and is never applied twice or against its word", arguments: FaultCase.all)
    func command(_ fault: FaultCase) async throws {
        try await withSandbox(change: Self.settings(for: fault)) { sandbox, client in
            let id = try Int(#require(try await sandbox.packages(inState: "Preparing").first).id)
            let package = try await client.send(.package(id))  // the connection is kept from here on
            let pack = try #require(CommandTable().command(.pack, among: package.commands))
            sandbox.faults = FaultProfile(faults: [fault.fault])
            let error = try #require(
                await failure { try await client.send(.command(id, transition: pack.transition)) })
            #expect(error.code == fault.code, "\(error)")
            #expect(error.deliveryStatus == fault.deliveryStatus)
            let applied = try await sandbox.appliedCommands().count
            #expect(applied <= (fault.deliveryStatus == .unknown ? 1 : 0))
            #expect(sandbox.requests().filter { $0.method == "POST" }.count == 1)
        }
    }

    @Test(
        "a read passes where another try helps, else it is a clear error, and the next read works",
        arguments: FaultCase.all)
    func read(_ fault: FaultCase) async throws {
        try await withSandbox(change: Self.settings(for: fault)) { sandbox, client in
            sandbox.faults = FaultProfile(faults: [fault.fault])
            let error = await failure { try await client.send(.packages(limit: 5)) }
            #expect(error?.code == (fault.readPasses ? nil : fault.code))
            let rows = try await client.send(.packages(limit: 5)).rows
            #expect(rows.count == 5)
        }
    }

    @Test("each kind of fault is tried, and one that only delays does no harm")
    func kinds() async throws {
        // A command's answer has no body that could drip or have a number in it, no query, and no packages that could
        // leave; a change of the package is no fault of the answer.
        let others: Set<Fault.Kind> = [
            .drip, .nan, .ignore, .leave, .addItem, .removeItem, .renewItems, .cancelPackage, .removePackage,
        ]
        #expect(Set(FaultCase.all.map(\.fault.kind)) == Set(Fault.Kind.allCases).subtracting(others))
        try await withSandbox { sandbox, client in
            let id = try Int(#require(try await sandbox.packages(inState: "Preparing").first).id)
            sandbox.faults = FaultProfile(faults: [Fault(.latency, seconds: 0.01), Fault(.drip, seconds: 0.05)])
            let pack = try #require(CommandTable().command(.pack, among: try await client.send(.package(id)).commands))
            try await client.send(.command(id, transition: pack.transition))
            #expect(try await client.send(.package(id)).state.kind == .packed)
            #expect(try await sandbox.appliedCommands().count == 1)
        }
    }

    @Test("a number that is none costs its row of a page, and one package is a clear error")
    func brokenNumber() async throws {
        try await withSandbox { sandbox, client in
            sandbox.faults = FaultProfile(faults: [Fault(.nan)])
            let page = try await client.send(Request.packages(limit: 5).verbatim)
            #expect(page.value.rows.count == 4)
            #expect(page.value.unreadable == 1)
            #expect(page.json["results"].elements.map(\.kind).count { $0 == .broken } == 1)
            let error = try #require(await failure { try await client.send(.package(1)) })
            #expect(error.code == .undecodable)
            #expect("\(error)".contains("“NaN”"), "\(error)")
        }
    }

    @Test("an answer that drips for too long is given up")
    func drip() async throws {
        try await withSandbox(change: { $0.readTimeout = .milliseconds(500) }) { sandbox, client in
            sandbox.faults = FaultProfile(faults: [Fault(.drip, times: 1, seconds: 60)])
            let error = await failure { try await client.send(.packages(limit: 5)) }
            #expect(error?.code == .timedOut && error?.deliveryStatus == .harmless)
        }
    }

    @Test("an answer cut in the middle is asked for again")
    func cut() async throws {
        try await withSandbox { sandbox, client in
            sandbox.faults = FaultProfile(faults: [Fault(.cut, times: 2)])
            let answered = try await client.answer(to: .packages(limit: 5))
            #expect(answered.value.rows.count == 5)
            #expect(answered.attempts == 3)
        }
    }
}
