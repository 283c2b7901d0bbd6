import CCurl
import ClientThreads
import DequeModule
import Foundation
import Synchronization

/// The loop that drives libcurl's multi handle on a thread of its own.
///
/// It sleeps in `curl_multi_poll` until a socket, a timeout or a message wakes it, and does nothing else. All handles
/// are made, used and cleaned up on its thread.
final class CurlLoop {
    private let multi: UnsafeMutableRawPointer
    private let queue: TransferQueue
    private let settings: OMSClientSettings
    private let owner = pthread_self()

    private struct Running {
        let exchange: TransferQueue.Exchange
        let answer: TransferQueue.Answer
        let transfer: CurlTransfer
    }

    private var running: [UnsafeMutableRawPointer: Running] = [:]
    private var waiting: Deque<(exchange: TransferQueue.Exchange, answer: TransferQueue.Answer)> = []
    private var resting: [CurlTransfer] = []

    /// Starts the thread, which ends when the queue is closed.
    static func start(_ queue: TransferQueue, settings: OMSClientSettings) {
        let isStarted = ThreadRegistry.ofThisProcess.start(named: "packline-http", close: { queue.close() }) {
            if let loop = CurlLoop(queue, settings: settings) {
                loop.run()
            } else {
                refuseAll(in: queue, because: HTTPFailure(code: .failed, detail: "libcurl cannot be started"))
            }
            queue.end()
        }
        guard !isStarted else { return }
        refuseAll(in: queue, because: HTTPFailure(code: .failed, detail: "there can be no further thread"))
        queue.end()
    }

    private static func refuseAll(in queue: TransferQueue, because failure: HTTPFailure) {
        for case .start(_, let answer) in queue.takeLast() { answer.resume(returning: .failure(failure)) }
    }

    /// libcurl, prepared once for the whole program.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private init?(_ queue: TransferQueue, settings: OMSClientSettings) {
        guard Self.isLibraryReady, let multi = curl_multi_init() else { return nil }
        self.multi = multi
        self.queue = queue
        self.settings = settings
        packline_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.mostInFlight)
        queue.setWakeHandle(TransferQueue.WakeHandle(multi: multi))
    }

    deinit {
        checkThread()
        resting = []
        curl_multi_cleanup(multi)
    }

    /// Traps on any thread but the one that the handles were made on.
    private func checkThread() {
        precondition(pthread_equal(owner, pthread_self()) != 0, "libcurl's handles belong to one thread")
    }

    private func run() {
        checkThread()
        var code = CURLM_OK
        while code == CURLM_OK {
            let (messages, isClosed) = queue.take()
            // Messages enqueued just before the end are taken too: their senders wait for an answer.
            for message in messages { handle(message) }
            if isClosed { break }
            startWaiting()
            var count: Int32 = 0
            code = curl_multi_perform(multi, &count)
            if finishDone() { continue }
            // libcurl wakes by itself for the timeouts of transfers; without transfers there are none.
            if code == CURLM_OK { code = curl_multi_poll(multi, nil, 0, Int32.max, nil) }
            queue.wakeUps.add(1, ordering: .relaxed)
        }
        stop()
    }
}

// MARK: What is to be done

extension CurlLoop {
    private func handle(_ message: TransferQueue.Message) {
        checkThread()
        switch message {
        case .start(let exchange, let answer):
            // A task that is cancelled early leaves its `cancel` before its `start`.
            if exchange.isCancelled.load(ordering: .relaxed) {
                answer.resume(returning: .failure(.cancelled))
            } else {
                waiting.append((exchange, answer))
            }
        case .cancel(let exchange): cancel(exchange)
        }
    }

    private func cancel(_ exchange: TransferQueue.Exchange) {
        if let (easy, found) = running.first(where: { $0.value.exchange === exchange }) {
            var failure = HTTPFailure.cancelled
            failure.wasSent = found.transfer.wasSent
            finish(easy, found, .failure(failure))
        } else if let place = waiting.firstIndex(where: { $0.exchange === exchange }) {
            waiting.remove(at: place).answer.resume(returning: .failure(.cancelled))
        }
    }

    /// Starts as many waiting transfers as the limit allows.
    private func startWaiting() {
        while running.count < settings.mostInFlight, let next = waiting.popFirst() {
            start(next.exchange, next.answer)
        }
    }

    private func start(_ exchange: TransferQueue.Exchange, _ answer: TransferQueue.Answer) {
        guard let transfer = resting.popLast() ?? CurlTransfer(settings: settings) else {
            answer.resume(returning: .failure(HTTPFailure(code: .failed, detail: "out of memory")))
            return
        }
        do {
            try transfer.prepare(exchange.request)
        } catch {
            answer.resume(returning: .failure(error))
            return
        }
        guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            answer.resume(returning: .failure(HTTPFailure(code: .failed, detail: "libcurl takes no more requests")))
            return
        }
        running[transfer.easy] = Running(exchange: exchange, answer: answer, transfer: transfer)
    }
}

// MARK: What is done

extension CurlLoop {
    /// Hands out what has ended; whether anything had.
    private func finishDone() -> Bool {
        var (left, hasFinished): (Int32, Bool) = (0, false)
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let found = running[easy]
            else { continue }
            finish(easy, found, found.transfer.outcome(message.pointee.data.result))
            hasFinished = true
        }
        return hasFinished
    }

    private func finish(_ easy: UnsafeMutableRawPointer, _ found: Running, _ outcome: TransferQueue.Outcome) {
        curl_multi_remove_handle(multi, easy)
        running[easy] = nil
        found.transfer.forget()
        resting.append(found.transfer)
        found.answer.resume(returning: outcome)
    }

    /// Ends everything that was begun; `wasSent` is kept, for a command may have been applied.
    private func stop() {
        let left = queue.takeLast()
        for (easy, found) in running {
            var failure = HTTPFailure.closed
            failure.wasSent = found.transfer.wasSent
            finish(easy, found, .failure(failure))
        }
        for (_, answer) in waiting { answer.resume(returning: .failure(.closed)) }
        waiting = []
        for case .start(_, let answer) in left { answer.resume(returning: .failure(.closed)) }
    }
}
