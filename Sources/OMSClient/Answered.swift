public import OMS

/// An answer of the OMS with what is known about how it came.
public struct Answered<Answer: Sendable>: Sendable {
    /// The answer.
    public let value: Answer
    /// The HTTP status, 200 to 299.
    public let status: Int
    /// What the OMS's clock read when it answered, in whole seconds; nil when it did not say.
    ///
    /// Source: the `Date` header.
    public let date: Timestamp?
    /// How long the body was, in bytes after decompression.
    public let bytes: Int
    /// How long the exchange took, from its start to the last byte; waits before it was sent again are not part of it.
    public let duration: Duration
    /// How often the request was sent, 1 for the first time.
    public let attempts: Int
    /// Whether a connection had to be made for it.
    public let isOnNewConnection: Bool
}
