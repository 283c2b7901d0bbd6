import ArgumentParser
import ClientThreads
import Foundation
import Synchronization

/// Ends the program, whatever the cause and on whatever thread.
enum ProgramEnd {
    private static let isUnderWay = Mutex(false)

    /// How long the threads of HTTP and of PostgreSQL may take: one that looks up a name can hang, and that is not waited for.
    private static let longestWait: Duration = .seconds(2)

    /// Ends the program, its children first, once no thread uses what the clean-up of `exit` frees.
    static func leave(_ status: ExitCode) -> Never {
        let isFirst = isUnderWay.withLock { isUnderWay in
            defer { isUnderWay = true }
            return !isUnderWay
        }
        // Two threads must not be in `exit` at once.
        while !isFirst { pause() }
        ChildGroups.ofThisProcess.endAll()
        guard ThreadRegistry.ofThisProcess.end(within: longestWait) else { _exit(status.rawValue) }
        exit(status.rawValue)
    }
}
