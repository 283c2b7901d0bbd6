/// Why a printer gave a job up, or why it is not known what became of one.
public enum OutcomeReason: Hashable, Sendable {
    /// The program ended, or the Swift task was cancelled.
    case cancelled
    /// The connection was lost.
    case connectionLost
    /// Nothing answered in time.
    case noAnswer
    /// The connection was not there in time.
    case tooLong
    /// The name of the host stands for no address.
    case unknownHost
    /// The printer has labels left, and goes no further.
    case noProgress
    /// The spooler has not done the job yet.
    case notDone
    /// The spooler knows no jobs of that time any more.
    case forgotten
    /// The printer does not tell.
    case untold
    /// A command prints, which cannot tell.
    case command
    /// The printer counted so many labels of so many.
    case counted(Int, of: Int)
    /// In the words of the system, the printer or its spooler.
    case said(String)
}

extension OutcomeReason: CustomStringConvertible {
    /// The reason in a few words of English, for who reads no catalog.
    public var description: String {
        switch self {
        case .cancelled: "it was cancelled"
        case .connectionLost: "the connection was lost"
        case .noAnswer: "there was no answer"
        case .tooLong: "it took too long"
        case .unknownHost: "the name of its host is not known"
        case .noProgress: "the printer goes no further"
        case .notDone: "the job is not done yet"
        case .forgotten: "jobs of that time are not known any more"
        case .untold: "the printer does not tell"
        case .command: "a command does not tell"
        case .counted(let count, let labels): "the printer counted \(count) of \(labels) labels"
        case .said(let words): words
        }
    }
}
