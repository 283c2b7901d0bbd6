public import OMS

/// One exchange over HTTP for who counts them: what was asked for, how it ended and how long it took; nothing of its content.
public struct ExchangeRecord: Hashable, Sendable {
    /// What was asked for.
    public enum Subject: Hashable, Sendable {
        /// An endpoint of the OMS.
        case endpoint(Endpoint)
        /// A token, for a user and a password.
        case login
        /// A document that lies elsewhere, such as a label that is a link.
        case document
    }

    /// How it ended.
    public enum Outcome: Hashable, Sendable {
        /// It was answered with this status.
        case answered(Int)
        /// No whole answer came, for this reason.
        case failed(OMSClientError.Code)
    }

    /// What was asked for.
    public let subject: Subject
    /// How it ended.
    public let outcome: Outcome
    /// From its start to the last byte of the answer; where none came, until that was known.
    public let duration: Duration

    init(_ subject: Subject, _ outcome: Result<HTTPResponse, HTTPFailure>, waited: Duration) {
        self.subject = subject
        switch outcome {
        case .success(let response): (self.outcome, duration) = (.answered(response.status), response.duration)
        case .failure(let failure): (self.outcome, duration) = (.failed(failure.code), waited)
        }
    }
}
