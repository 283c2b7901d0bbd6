import Synchronization

/// Sends requests through libcurl on one thread.
final class CurlTransport: Sendable {
    let queue = TransferQueue()
    private let onExchange: @Sendable (ExchangeRecord) -> Void

    init(settings: OMSClientSettings) {
        onExchange = settings.onExchange
        CurlLoop.start(queue, settings: settings)
    }

    /// The whole answer to a request, or why there is none; ends early when the task is cancelled.
    func exchange(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let began = ContinuousClock.now
        let exchange = TransferQueue.Exchange(request)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { answer in
                if !queue.enqueue(.start(exchange, answer)) { answer.resume(returning: .failure(.closed)) }
            }
        } onCancel: {
            exchange.isCancelled.store(true, ordering: .relaxed)
            _ = queue.enqueue(.cancel(exchange))
        }
        onExchange(ExchangeRecord(request.subject, outcome, waited: began.duration(to: .now)))
        return try outcome.get()
    }

    /// Ends the thread; what is in flight fails.
    func close() { queue.close() }
}
