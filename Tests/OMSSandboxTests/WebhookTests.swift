import Foundation
import Testing
import WebhookSignature

@testable import OMSSandbox

@Suite("Webhooks")
struct WebhookTests {
    /// A sandbox that repeats at once, and a subscriber.
    private func withReceiver(
        answering statuses: [Int] = [], _ body: (Sandbox, Client, Receiver) async throws -> Void
    ) async throws {
        var settings = SandboxSettings.fixed
        settings.webhookRetryDelay = .zero
        settings.webhookRetries = 2
        let receiver = try await Receiver(answering: statuses)
        do {
            try await withSandbox(settings) { try await body($0, $1, receiver) }
        } catch {
            await receiver.stop()
            throw error
        }
        await receiver.stop()
    }

    private func subscribe(_ client: Client, _ type: String, _ receiver: Receiver) async throws -> Int64 {
        let reply = try await client.post(
            "/whisperer/hooks/",
            #"{"event_type": "\#(type)", "target_url": "\#(receiver.url)", "secret_key": "s3cret", \#(Client.retrying)}"#
        )
        #expect(reply.status == 201)
        return try #require(reply.json["id"]?.integer)
    }

    /// Runs commands on a package as somebody, in order.
    private func run(_ slugs: [(String, String)], on package: Int64, _ sandbox: Sandbox) async throws {
        for (slug, inputs) in slugs { try await sandbox.run(slug, on: package, inputs: inputs) }
        await sandbox.settleWebhooks()
    }

    @Test(
        "each event is sent when it happens and not when another does",
        arguments: [
            ("package.status.transitioned", 3), ("package.status.packed", 1), ("package.status.shipped", 1),
            ("package.shipment.awb_number", 1), ("package.status.cancelled", 0), ("package.refused", 0),
            ("package.status.packed_for_refund", 0), ("package.created", 0),
        ])
    func events(_ type: String, _ count: Int) async throws {
        try await withReceiver { sandbox, client, receiver in
            _ = try await subscribe(client, type, receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run(
                [
                    ("prepare", "{}"), ("complete-packaging", "{}"),
                    ("ship-package-advanced", #"{"cargo_company": 1, "tracking_number": "T"}"#),
                ], on: id, sandbox)
            #expect(receiver.deliveries.map(\.event) == Array(repeating: type, count: count))
        }
    }

    @Test("a denied, a cancelled, a refunded and a new package are told of")
    func rarerEvents() async throws {
        try await withReceiver { sandbox, client, receiver in
            for type in [
                "package.refused", "package.status.cancelled", "package.status.packed_for_refund", "package.created",
            ] {
                _ = try await subscribe(client, type, receiver)
            }
            let waiting = try await sandbox.packages(inState: "Waiting")
            try await run([("refuse-with-denial-reason", #"{"denial_reason": 1}"#)], on: waiting[0].id, sandbox)
            try await run([("cancel", "{}")], on: waiting[1].id, sandbox)
            try await run([("packed-for-refund", "{}")], on: waiting[2].id, sandbox)
            let arrived = try await sandbox.arrive()
            await sandbox.settleWebhooks()
            #expect(
                receiver.deliveries.map(\.event) == [
                    "package.refused", "package.status.cancelled", "package.status.packed_for_refund",
                    "package.created",
                ])
            let last = JSONInput(Array(try #require(receiver.deliveries.last).body))
            #expect(last?["payload"]?["id"]?.integer == arrived.first)
        }
    }

    @Test("the body has the seed's shape, and its signature is the HMAC of its raw bytes")
    func body() async throws {
        try await withReceiver { sandbox, client, receiver in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            let delivery = try #require(receiver.deliveries.first)
            let json = try #require(JSONInput(Array(delivery.body)))
            #expect(json["event"]?["type"] == .string("package.status.packed"))
            #expect(json["event"]?["uuid"]?.text?.count == 32)
            #expect(json["payload"]?["state"]?["enum_value"] == .string("500"))
            #expect(
                Set(json["payload"]?.members?.keys.map(\.self) ?? []) == [
                    "id", "city", "state", "number", "commands", "order_id", "shipment", "remote_id", "date_placed",
                    "order_notes", "channel_name", "order_number", "payment_type", "shipment_date", "delivery_range",
                    "invoice_number", "shipping_label", "stock_location", "packageitem_set", "tracking_number",
                    "shipping_address", "order_gift_box_note", "target_packing_date", "is_click_and_collect",
                    "order_retail_store_id",
                ])
            let expected = try BodySignature(signing: Array(delivery.body), secret: "s3cret").headerValue
            #expect(delivery.signature == expected)
        }
    }

    @Test("a delivery is repeated with the same uuid until it is taken, and its row tells so")
    func repeated() async throws {
        try await withReceiver(answering: [500, 302]) { sandbox, client, receiver in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            #expect(receiver.deliveries.count == 3)
            #expect(Set(receiver.deliveries.map(\.body)).count == 1)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("success") && row["retry_count"] == .integer(2))
            #expect(row["next_retry_date"] == nil && row["response"]?["status_code"] == .integer(200))
            let short = try await client.get("/packages/\(id)/webhook_events/short/").results
            #expect(short.first?["status"] == .string("success"))
            let one = try await client.get("/packages/\(id)/webhook_events/\(row["id"]?.integer ?? 0)/").json
            #expect(one == row)
        }
    }

    @Test("a delivery that nobody takes is given up, and its row says why")
    func givenUp() async throws {
        try await withReceiver { sandbox, client, receiver in
            _ = try await subscribe(client, "package.status.packed", receiver)
            await receiver.stop()
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("failed") && row["retryable"] == .bool(false))
            #expect(row["retry_count"] == .integer(3) && row["response"]?["error"]?.text?.isEmpty == false)
        }
    }

    @Test(
        "a subscriber that does not answer in time is tried again, and ten seconds are the time unless told otherwise")
    func timeout() async throws {
        #expect(SandboxSettings().webhookTimeout == .seconds(10))
        let receiver = try await Receiver(answering: [Receiver.silence])
        var settings = SandboxSettings.fixed
        settings.webhookTimeout = .seconds(3)
        settings.webhookRetryDelay = .zero
        try await withSandbox(settings) { sandbox, client in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            #expect(receiver.deliveries.count == 2)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("success") && row["retry_count"] == .integer(1))
        }
        await receiver.stop()
    }

    @Test("a subscriber that never answers in time is given up, and the row says that it was too slow")
    func tooSlow() async throws {
        let receiver = try await Receiver(answering: [Receiver.silence])
        var settings = SandboxSettings.fixed
        settings.webhookTimeout = .milliseconds(300)
        settings.webhookRetries = 0
        try await withSandbox(settings) { sandbox, client in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("failed"))
            #expect(row["response"]?["error"] == .string("no answer within 0.3 seconds"))
        }
        await receiver.stop()
    }

    @Test("a delivery that a stop cut short is made again after the restart, with the same uuid")
    func resumed() async throws {
        let receiver = try await Receiver(answering: [Receiver.silence])
        try await withSandbox { sandbox, client in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await sandbox.run("complete-packaging", on: id)
            await receiver.nextArrival()
            await sandbox.stop()
            try await sandbox.restart()
            await sandbox.settleWebhooks()
            #expect(receiver.deliveries.count == 2)
            #expect(Set(receiver.deliveries.map(\.body)).count == 1)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("success") && row["retry_count"] == .integer(0))
        }
        await receiver.stop()
    }

    @Test("a delivery that was pending when the process ended is made by the next one on the same database")
    func nextProcess() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        let receiver = try await Receiver(answering: [Receiver.silence])
        var settings = SandboxSettings.fixed
        settings.database = file
        try await withSandbox(settings) { sandbox, client in
            _ = try await subscribe(client, "package.status.packed", receiver)
            try await sandbox.run(
                "complete-packaging", on: try #require(try await sandbox.packages(inState: "Waiting").first).id)
            await receiver.nextArrival()
        }
        try await withSandbox(settings) { sandbox, _ in
            await sandbox.settleWebhooks()
            #expect(receiver.deliveries.count == 2)
            #expect(Set(receiver.deliveries.map(\.body)).count == 1)
        }
        await receiver.stop()
    }

    @Test("a delivery that waits for its next attempt says when")
    func pending() async throws {
        let receiver = try await Receiver(answering: [503])
        var settings = SandboxSettings.fixed
        settings.webhookRetryDelay = .seconds(3600)
        try await withSandbox(settings) { sandbox, client in
            _ = try await subscribe(client, "package.status.packed", receiver)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            let row = try #require(try await client.get("/packages/\(id)/webhook_events/").results.first)
            #expect(row["status"] == .string("pending") && row["retry_count"] == .integer(1))
            let next = try #require(row["next_retry_date"]?.text.flatMap { Instant($0) })
            let changed = try #require(row["modified_date"]?.text.flatMap { Instant($0) })
            #expect(abs(next.microseconds - changed.microseconds - 3_600_000_000) < 5_000_000)
            #expect(receiver.deliveries.count == 1)
        }
        await receiver.stop()
    }

    @Test("after the subscription is gone nothing is sent")
    func unsubscribed() async throws {
        try await withReceiver { sandbox, client, receiver in
            let hook = try await subscribe(client, "package.status.packed", receiver)
            #expect(try await client.send("DELETE", "/whisperer/hooks/\(hook)/", nil).status == 204)
            #expect(try await client.send("DELETE", "/whisperer/hooks/\(hook)/", nil).status == 404)
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            try await run([("complete-packaging", "{}")], on: id, sandbox)
            #expect(receiver.deliveries.isEmpty)
        }
    }

    @Test(
        "a subscription that makes no sense is refused with the member's name",
        arguments: [
            (#"{"target_url": "http://x/"}"#, "event_type"),
            (#"{"event_type": "package.lost", "target_url": "http://x/"}"#, "event_type"),
            (#"{"event_type": "package.created"}"#, "target_url"),
            (#"{"event_type": "package.created", "target_url": "x"}"#, "target_url"),
            (#"{"event_type": "package.created", "target_url": "ftp://x/"}"#, "target_url"),
            (#"{"event_type": "package.created", "target_url": "http://[988.]:90784"}"#, "target_url"),
            (#"{"event_type": "package.created", "target_url": "http://x/%zz"}"#, "target_url"),
            (#"{"event_type": "package.created", "target_url": "http://x/", "secret_key": {}}"#, "secret_key"),
            (#"{"event_type": "package.created", "target_url": "http://x/"}"#, "retry_countdown_config"),
        ])
    func refused(_ body: String, _ member: String) async throws {
        try await withSandbox { _, client in
            let reply = try await client.post("/whisperer/hooks/", body)
            #expect(reply.status == 400)
            #expect(reply.json.members?.keys.map(\.self) == [member])
        }
    }

    @Test(
        "a subscription without a wait between two tries is refused as the publisher's library does",
        arguments: [
            ("null", #"{"retry_countdown_config": ["This field is required."]}"#),
            (#"{"kwargs": {}}"#, #"{"retry_countdown_config": {"choice": ["This field is required."]}}"#),
            (
                #"{"choice": "never", "kwargs": {}}"#,
                #"{"retry_countdown_config": {"choice": ["\"never\" is not a valid choice."]}}"#
            ),
            (#"{"choice": "fixed"}"#, #"{"retry_countdown_config": {"kwargs": ["This field is required."]}}"#),
            (
                #"{"choice": "linear", "kwargs": {"limit": 5}}"#,
                #"{"retry_countdown_config": {"kwargs": {"base": ["This field is required."]}}}"#
            ),
            (
                #"{"choice": "fixed", "kwargs": {"seconds": "soon"}}"#,
                #"{"retry_countdown_config": {"kwargs": {"seconds": ["A valid integer is required."]}}}"#
            ),
        ])
    func countdown(_ config: String, _ refusal: String) async throws {
        try await withSandbox { _, client in
            let hook = #"{"event_type": "package.created", "target_url": "http://x/", "retry_countdown_config": "#
            let reply = try await client.post("/whisperer/hooks/", hook + config + "}")
            #expect(reply.status == 400 && reply.json == JSONInput(Array(refusal.utf8)))
        }
    }

    @Test("a cancelled item cancels its package, and the rest becomes a new one")
    func replacement() async throws {
        try await withSandbox { sandbox, client in
            let old = try #require(try await sandbox.packages(inState: "Preparing").first { $0.items.count > 1 })
            let new = try #require(try await sandbox.cancelItem(old.items[0].id, of: old.id))
            let (before, after) = (try await sandbox.look(at: old.id), try await sandbox.look(at: new))
            #expect(before.state == "Cancelled" && after.state == "Waiting")
            #expect(after.orderNumber == old.orderNumber && after.number != old.number)
            #expect(after.items.map(\.sku) == old.items.dropFirst().map(\.sku))
            #expect(try await client.get("/packages/\(new)/transition_logs/").results.count == 1)
        }
    }
}
