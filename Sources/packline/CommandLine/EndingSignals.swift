import Foundation

/// Calls back when the program is told to end: TERM, INT or HUP.
final class EndingSignals {
    private let sources: [any DispatchSourceSignal]
    private let before: [(number: Int32, action: sigaction)]

    /// Ends the children first; then the signal ends the program as it would by default.
    static func endingChildren() -> EndingSignals {
        EndingSignals(restoring: true) { number in
            ChildGroups.ofThisProcess.endAll()
            signal(number, SIG_DFL)
            kill(getpid(), number)
        }
    }

    /// Calls an action; afterwards these signals do nothing, for the program is ending.
    convenience init(_ action: @escaping @Sendable () -> Void) {
        self.init(restoring: false) { _ in action() }
    }

    /// Calls an action with the signal; with `restoring`, they do afterwards what they did before.
    ///
    /// One that was ignored stays so: the parent process set it.
    init(restoring: Bool, _ action: @escaping @Sendable (Int32) -> Void) {
        let numbers = [SIGTERM, SIGINT, SIGHUP].filter { !restoring || !Self.isIgnored($0) }
        before =
            !restoring
            ? []
            : numbers.map { number in
                var action = sigaction()
                sigaction(number, nil, &action)
                return (number, action)
            }
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { action(number) }
            source.resume()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
        for (number, action) in before {
            var action = action
            sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
