import Foundation
import OMS
import OMSSandbox
import Testing

@testable import OMSClient

@Suite("The contract of each endpoint, client against sandbox")
struct EndpointContractTests {
    @Test("every endpoint is asked and answers what the table says", arguments: Endpoint.allCases)
    func endpoint(_ endpoint: Endpoint) async throws {
        try await ContractBench.with { bench in
            switch endpoint {
            case .packages, .shortPackages, .simplePackages, .deliveryRanges: try await lists(endpoint, bench)
            case .package, .shortPackage, .packageItems: try await package(endpoint, bench)
            case .command, .setInvoiceNumber, .setRemoteID, .setExtraInformation: try await change(endpoint, bench)
            case .createInvoice, .invoiceDocument: try await invoice(endpoint, bench)
            case .transitionLogs, .transitionLog, .shortTransitionLogs, .shortTransitionLog:
                try await history(endpoint, bench)
            case .webhookEvents, .webhookEvent, .shortWebhookEvents: try await deliveries(endpoint, bench)
            case .denialReasons, .olderDenialReasons: try await reasons(endpoint, bench)
            case .subscribeHook, .unsubscribeHook: try await hooks(endpoint, bench)
            }
            let asked = bench.sandbox.requests().filter { bench.isOf(endpoint, $0) }
            #expect(!asked.isEmpty, "\(endpoint) was never asked")
            #expect(asked.allSatisfy { $0.status.map { (200..<300).contains($0) } ?? false })
            if endpoint.answer == .nothing { #expect(asked.allSatisfy { $0.status == 204 }) }
        }
    }

    @Test("pages of every list follow each other, and one past the end is refused", arguments: Endpoint.allCases)
    func paging(_ endpoint: Endpoint) async throws {
        guard let limitName = endpoint.limitName else { return }
        try await ContractBench.with { bench in
            let id = try await bench.package(in: "Shipped")
            let list = { (page: Int, limit: Int) in
                Request<Page<String>>(
                    endpoint, path: endpoint.path(id),
                    query: [QueryItem("page", String(page)), QueryItem(limitName, String(limit))]
                ) { try Page(JSONDocument($0).root) { row in String(decoding: row.raw, as: UTF8.self) } }
            }
            try await bench.subscribeNowhere()
            try await bench.sandbox.run("update-shipment-info", on: Int64(id), inputs: #"{"tracking_number": "T1"}"#)
            try await bench.sandbox.run("update-shipment-info", on: Int64(id), inputs: #"{"tracking_number": "T2"}"#)
            await bench.sandbox.settleWebhooks()
            let whole = try await bench.client.send(list(1, 100))
            let one = try await bench.client.send(list(1, 1))
            #expect(one.count == whole.count && one.rows == Array(whole.rows.prefix(1)))
            let count = try #require(whole.count)
            #expect((one.next != nil) == (count > 1) && one.previous == nil)
            if count > 1 {
                let second = try await bench.client.send(list(2, 1))
                #expect(second.rows == [whole.rows[1]] && second.previous != nil)
            }
            let beyond = await failure { try await bench.client.send(list(count + 1, 1)) }
            #expect(beyond?.status == 404 && beyond?.words == "Invalid page.")
        }
    }

    // MARK: - What each answers

    private func lists(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let seen = try await bench.sandbox.packages().map { Int($0.id) }
        switch endpoint {
        case .packages:
            let packages = try await bench.all { .packages(page: $0) }
            #expect(packages.map(\.id) == seen && packages.allSatisfy { !$0.items.isEmpty })
        case .shortPackages:
            let packages = try await bench.all { .shortPackages(page: $0) }
            #expect(packages.map(\.id) == seen)
            #expect(packages.allSatisfy { $0.items.isEmpty && $0.itemCount > 0 && $0.state != .unknown })
        case .simplePackages:
            let packages = try await bench.all { .simplePackages(page: $0) }
            #expect(packages.map(\.id) == seen)
            #expect(packages.allSatisfy { $0.order != nil && $0.stockLocation != nil && $0.shippingAddress != nil })
        default:
            let ranges = try await bench.all { .deliveryRanges(page: $0) }
            let full = try await bench.all { .packages(page: $0) }.compactMap(\.deliveryRange)
            #expect(Set(ranges) == Set(full) && ranges.count == Set(full).count && ranges.count > 5)
        }
    }

    private func package(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let id = try await bench.package(in: "Packed")
        let seen = try await bench.sandbox.look(at: Int64(id))
        switch endpoint {
        case .package:
            #expect(try await bench.client.send(.package(id)).raw == bench.sandbox.package(seen.id))
        case .shortPackage:
            let package = try await bench.client.send(.shortPackage(id))
            #expect(package.number == seen.number && package.items.map(\.product.sku) == seen.items.map(\.sku))
            #expect(package.datePlaced == nil, "the order's own fields are left out")
        default:
            let items = try await bench.all { .packageItems(id, page: $0, limit: 1) }
            #expect(items.map { Int64($0.id) } == seen.items.map(\.id))
            #expect(items.map(\.productSKU) == seen.items.map(\.sku))
        }
    }

    private func change(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let id = try await bench.package(in: "Waiting")
        let before = try await bench.client.send(.package(id))
        switch endpoint {
        case .command:
            let deny = try #require(CommandTable().command(.deny, among: before.commands))
            try await bench.client.send(
                .command(id, transition: deny.transition, parameters: ["denial_reason": 12], slug: deny.slug))
            #expect(try await bench.sandbox.look(at: Int64(id)).state == "Needs Rescheduling")
            let other = try await bench.package(in: "Waiting")
            try await bench.speaking(Dialect(commandBody: .flat)) {
                try await $0.send(.command(other, transition: deny.transition, parameters: ["denial_reason": 12]))
            }
            #expect(try await bench.sandbox.look(at: Int64(other)).state == "Needs Rescheduling")
        case .setInvoiceNumber:
            try await bench.client.send(.setInvoiceNumber(id, to: "İ-1 / “7”"))
            #expect(try await bench.client.send(.package(id)).invoiceNumber == "İ-1 / “7”")
        case .setRemoteID:
            try await bench.client.send(.setRemoteID(id, to: "R-7"))
            #expect(try await bench.client.send(.package(id)).remoteID == "R-7")
        default:
            try await bench.client.send(.setExtraInformation(id, to: ["koli": "B7", "desi": .decimal("2.5")]))
            let after = try await bench.client.send(.package(id))
            let extra = try JSONDocument(after.raw).root["extra_information"]
            #expect(extra["koli"].string == "B7" && extra["desi"].string == "2.5")
        }
    }

    private func invoice(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let id = try await bench.package(in: "Packed")
        let package = try await bench.client.send(.package(id))
        if endpoint == .createInvoice {
            let invoice = try await bench.client.send(.createInvoice(id))
            #expect(invoice.packageNumber == package.number && invoice.number == package.invoiceNumber)
            #expect(invoice.status != nil && invoice.type == "purchase" && invoice.address?.city == package.city)
            let error = await failure { try await bench.client.send(.createInvoice(id)) }
            #expect(error?.deliveryStatus == .refused && error?.words?.contains(package.number) == true)
            bench.sandbox.clearRequests()
            _ = try await bench.client.send(.createInvoice(bench.package(in: "Shipped")))
        } else {
            let document = try await bench.client.send(.invoiceDocument(id))
            #expect(document.html.contains("<h1>FATURA</h1>"))
            #expect(try document.html.contains(#require(package.invoiceNumber)))
        }
    }

    private func history(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let id = try await bench.package(in: "Packed")
        let logs = try await bench.all { .transitionLogs(id, page: $0, limit: 1) }
        let last = try #require(logs.last)
        #expect(last.target?.name == "Packed" && last.transition != nil && last.user != nil)
        switch endpoint {
        case .transitionLogs: #expect(logs.map(\.id) == logs.map(\.id).sorted() && logs.count > 1)
        case .transitionLog: #expect(try await bench.client.send(.transitionLog(id, log: last.id)) == last)
        default:
            let short = try await bench.all { .shortTransitionLogs(id, page: $0, limit: 1) }
            #expect(short.map(\.id) == logs.map(\.id) && short.map(\.user) == logs.map(\.user))
            #expect(short.map(\.transitionName) == logs.map(\.transitionName))
            #expect(short.map(\.target?.name) == logs.map(\.target?.name))
            #expect(try await bench.client.send(.shortTransitionLog(id, log: last.id)) == short.last)
        }
    }

    private func deliveries(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let id = try await bench.package(in: "Preparing")
        try await bench.subscribeNowhere()
        try await bench.sandbox.run("complete-packaging", on: Int64(id))
        await bench.sandbox.settleWebhooks()
        let events = try await bench.all { .webhookEvents(id, page: $0, limit: 1) }
        let packed = try #require(events.first { $0.eventType == "package.status.packed" })
        switch endpoint {
        case .webhookEvents:
            #expect(events.map(\.eventType).contains("package.status.transitioned"))
            #expect(packed.status == "pending" && packed.isRetryable == true && packed.nextRetryDate != nil)
            let sent = try WebhookEvent(Array(packed.payload.text.utf8))
            #expect(sent.type == WebhookEventType.packed.rawValue && sent.package?.id == id)
        case .webhookEvent: #expect(try await bench.client.send(.webhookEvent(id, event: packed.id)) == packed)
        default:
            let short = try await bench.all { .shortWebhookEvents(id, page: $0, limit: 1) }
            #expect(short.map(\.id) == events.map(\.id) && short.map(\.eventType) == events.map(\.eventType))
            #expect(short.map(\.status) == events.map(\.status) && short.map(\.retryCount) == events.map(\.retryCount))
        }
    }

    private func reasons(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let reasons = try await bench.all { .denialReasons(older: endpoint == .olderDenialReasons, page: $0, limit: 2) }
        #expect(reasons.count > 2 && Set(reasons.map(\.id)).count == reasons.count)
        #expect(reasons.contains { $0.title.unicodeScalars.contains { !$0.isASCII } })
    }

    private func hooks(_ endpoint: Endpoint, _ bench: ContractBench) async throws {
        let hook = try await bench.client.send(
            .subscribeHook(to: .packed, at: "http://127.0.0.1:9/hooks", secret: "s3cret"))
        #expect(hook.eventType == "package.status.packed" && hook.isActive)
        #expect(hook.targetURL == "http://127.0.0.1:9/hooks")
        guard endpoint == .unsubscribeHook else { return }
        try await bench.client.send(.unsubscribeHook(hook.id))
        let id = try await bench.package(in: "Preparing")
        try await bench.sandbox.run("complete-packaging", on: Int64(id))
        #expect(try await bench.client.send(.webhookEvents(id)).rows.isEmpty)
    }
}

extension ContractBench {
    /// Whether a request that reached the sandbox was one to this endpoint.
    fileprivate func isOf(_ endpoint: Endpoint, _ request: LoggedRequest) -> Bool {
        let pattern = endpoint.route.path.split(separator: "/")
        let path = request.path.split(separator: "/").dropFirst(3)
        return request.method == endpoint.route.method.rawValue && path.count == pattern.count
            && zip(pattern, path).allSatisfy { $0.hasPrefix("{") ? Int($1) != nil : $0 == $1 }
    }

    /// Has events sent to a closed port, so that deliveries stay pending.
    fileprivate func subscribeNowhere() async throws {
        for type in WebhookEventType.allCases {
            _ = try await client.send(.subscribeHook(to: type, at: "http://127.0.0.1:9/hooks"))
        }
    }
}
