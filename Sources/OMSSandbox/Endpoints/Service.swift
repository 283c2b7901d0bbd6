import GRDB

import enum OMS.Endpoint

/// The OMS's endpoints, each answered from the store.
struct Service: Sendable {
    let store: Store
    let webhooks: WebhookPublisher
    let carrier: PracticeCarrier

    /// Begins what the OMS does by itself: it sends webhooks, and the carrier answers.
    func start() {
        webhooks.start()
        carrier.start()
    }

    /// What the OMS answers; a refusal when it does not do what it was asked.
    func answer(_ endpoint: Endpoint, _ call: Call) async throws -> SandboxAnswer {
        switch endpoint {
        case .packages: try await packages(call)
        case .package: try await package(call)
        case .shortPackages: try await shortPackages(call)
        case .shortPackage: try await shortPackage(call)
        case .simplePackages: try await simplePackages(call)
        case .deliveryRanges: try await deliveryRanges(call)
        case .packageItems: try await packageItems(call)
        case .command: try await command(call)
        case .createInvoice: try await createInvoice(call)
        case .invoiceDocument: try await invoiceDocument(call)
        case .setInvoiceNumber: try await setInvoiceNumber(call)
        case .setRemoteID: try await setRemoteID(call)
        case .setExtraInformation: try await setExtraInformation(call)
        case .transitionLogs: try await logs(call) { $1.writeFull(to: &$0) }
        case .transitionLog: try await log(call) { $1.writeFull(to: &$0) }
        case .shortTransitionLogs: try await logs(call) { $1.writeShort(to: &$0) }
        case .shortTransitionLog: try await log(call) { $1.writeShort(to: &$0) }
        case .webhookEvents: try await events(call) { $1.writeFull(to: &$0) }
        case .webhookEvent: try await event(call)
        case .shortWebhookEvents: try await events(call) { $1.writeShort(to: &$0) }
        case .denialReasons: try denialReasons(call, limitName: "page_size")
        case .olderDenialReasons: try denialReasons(call, limitName: "limit")
        case .subscribeHook: try await subscribe(call)
        case .unsubscribeHook: try await unsubscribe(call)
        }
    }

    private func denialReasons(_ call: Call, limitName: String) throws(Refusal) -> SandboxAnswer {
        let paging = try Paging(call.query, limitName: limitName)
        let rows = FixtureDenialReason.all.dropFirst(paging.offset).prefix(paging.limit)
        return try call.page(RowPage(count: FixtureDenialReason.all.count, rows: Array(rows)), paging) {
            $1.write(to: &$0)
        }
    }
}
