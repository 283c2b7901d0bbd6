import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What belongs to one request while it is handled.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, which a fault can close.
    let channel: any Channel
    /// What becomes known of the request, for the journal.
    let notes = Notes()

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Shared by the layers that handle a request, of which only the outermost writes the journal.
    final class Notes: Sendable {
        private let state = Mutex(RequestJournal.Outcome())

        var outcome: RequestJournal.Outcome {
            state.withLock { $0 }
        }

        func know(user: User) {
            state.withLock { $0.user = user.username }
        }

        func know(fault: Fault.Kind) {
            state.withLock { $0.fault = fault }
        }

        func know(status: Int?) {
            state.withLock { $0.status = status }
        }
    }
}
