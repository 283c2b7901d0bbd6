import Foundation
import FoundationNetworking
import Synchronization
import TaskSignals
import WebhookSignature

/// Delivers webhook events: each until a 2xx, again and again with growing delays, each time with the same uuid.
final class WebhookPublisher: Sendable {
    private let store: Store
    private let settings: SandboxSettings
    private let session: URLSession
    private let state = Mutex(State())
    private let signal = WakeSignal()

    private struct State {
        var task: Task<Void, Never>?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// How many deliveries are made at once.
    private static let most = 8

    init(_ store: Store, _ settings: SandboxSettings) {
        self.store = store
        self.settings = settings
        session = URLSession(configuration: .ephemeral)
    }

    func start() {
        let task = Task { await run() }
        state.withLock { $0.task = task }
    }

    func stop() async {
        let task = state.withLock { state in
            defer { state.task = nil }
            return state.task
        }
        task?.cancel()
        await task?.value
        release(
            state.withLock { state in
                defer { state.waiters = [] }
                return state.waiters
            })
    }

    /// Looks for deliveries that are due.
    func wake() { signal.signal() }

    /// Returns when nothing is due or being delivered; future retries are not waited for.
    func settle() async {
        await withCheckedContinuation { waiter in
            let isRunning = state.withLock { state in
                if state.task != nil { state.waiters.append(waiter) }
                return state.task != nil
            }
            if isRunning { wake() } else { waiter.resume() }
        }
    }

    private func release(_ waiters: [CheckedContinuation<Void, Never>]) {
        for waiter in waiters { waiter.resume() }
    }

    // MARK: The work

    private func run() async {
        while !Task.isCancelled {
            // Who began to wait before the look for due deliveries may go on when there are none.
            let waiting = state.withLock(\.waiters.count)
            // A database that cannot be read now is looked at again with the next change.
            let due = (try? await store.dueWebhooks(limit: Self.most)) ?? []
            guard due.isEmpty else {
                await withDiscardingTaskGroup { group in
                    for (event, hook) in due { group.addTask { await self.deliver(event, to: hook) } }
                }
                continue
            }
            release(
                state.withLock { state in
                    defer { state.waiters.removeFirst(min(waiting, state.waiters.count)) }
                    return Array(state.waiters.prefix(waiting))
                })
            await wait(until: (try? await store.nextWebhook()) ?? nil)
        }
    }

    /// Returns when there may be something to deliver: at that time, or when it is woken.
    private func wait(until next: Instant?) async {
        guard let next else { return await signal.wait() }
        await signal.wait(within: .microseconds(max(0, next.microseconds - store.now().microseconds)))
    }

    private func deliver(_ event: WebhookEventRow, to hook: HookRow) async {
        let (isDelivered, response) = await attempt(event, to: hook)
        // An attempt that the end of the sandbox cut short is made again by the next one.
        if Task.isCancelled { return }
        let delay = settings.webhookRetryDelay * (1 << min(event.retryCount, 16))
        let isLast = event.retryCount >= Int64(settings.webhookRetries)
        let status: WebhookEventRow.Status = isDelivered ? .success : isLast ? .failed : .pending
        let next = store.now().adding(delay)
        // A delivery that cannot be written down is repeated, which at least once allows.
        try? await store.record(event, status, response: response, nextRetry: status == .pending ? next : nil)
    }

    /// One attempt, and what came of it as JSON.
    private func attempt(_ event: WebhookEventRow, to hook: HookRow) async -> (Bool, String) {
        guard let url = URL(string: hook.targetURL) else { return (false, #"{"error":"no URL"}"#) }
        let body = Data(event.payload.utf8)
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue(event.eventType, forHTTPHeaderField: "X-Whisperer-Event")
        do {
            if let secret = hook.secretKey {
                let signature = try BodySignature(signing: Array(body), secret: secret)
                request.setValue(signature.headerValue, forHTTPHeaderField: BodySignature.header)
            }
            guard let (data, response) = try await answer(to: request) else {
                let seconds = settings.webhookTimeout / .seconds(1)
                return (false, Self.response(error: "no answer within \(seconds) seconds"))
            }
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            let text = String(decoding: data.prefix(1024), as: UTF8.self)
            return ((200..<300).contains(status), Self.response(status: status, text))
        } catch {
            return (false, Self.response(error: error.localizedDescription))
        }
    }

    /// The answer, whole; nil when it is not there in time.
    ///
    /// The session's own timeout counts whole seconds, and begins anew with every byte.
    private func answer(to request: URLRequest) async throws -> (Data, URLResponse)? {
        try await withThrowingTaskGroup(of: (Data, URLResponse)?.self) { group in
            group.addTask { try await self.session.data(for: request) }
            group.addTask {
                try await Task.sleep(for: self.settings.webhookTimeout)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private static func response(status: Int, _ body: String) -> String {
        text { json in
            json.member("status_code", Int64(status))
            json.member("body", body)
        }
    }

    private static func response(error: String) -> String {
        text { $0.member("error", error) }
    }

    private static func text(_ members: (inout JSONText) -> Void) -> String {
        String(decoding: JSONText.bytes { $0.object(members) }, as: UTF8.self)
    }
}
