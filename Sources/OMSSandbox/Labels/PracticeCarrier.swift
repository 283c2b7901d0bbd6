import Synchronization
import TaskSignals

/// The practice carrier: labels and tracking numbers that come some time after they were asked for.
final class PracticeCarrier: Sendable {
    private let store: Store
    private let webhooks: WebhookPublisher
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)
    private let signal = WakeSignal()

    init(_ store: Store, _ webhooks: WebhookPublisher) {
        self.store = store
        self.webhooks = webhooks
    }

    func start() {
        let task = Task { await run() }
        self.task.withLock { $0 = task }
    }

    func stop() async {
        let task = task.withLock { task in
            defer { task = nil }
            return task
        }
        task?.cancel()
        await task?.value
    }

    /// Looks when the next answer is due.
    func wake() { signal.signal() }

    /// Answers all that was asked, at once.
    func answerNow() async throws {
        try await store.takeCarrierAnswers(until: nil)
        webhooks.wake()
    }

    private func run() async {
        while !Task.isCancelled {
            // A database that cannot be read now is looked at again with the next question.
            guard let next = (try? await store.nextCarrierAnswer()) ?? nil else {
                await signal.wait()
                continue
            }
            let wait = next.microseconds - store.now().microseconds
            if wait > 0 {
                await signal.wait(within: .microseconds(wait))
            } else if (try? await store.takeCarrierAnswers(until: store.now())) != nil {
                webhooks.wake()
            } else {
                await signal.wait()
            }
        }
    }
}
