public import OMS

/// When an event happened, on the two clocks that a station goes by.
public struct Moment: Hashable, Sendable {
    /// Milliseconds of the monotonic clock; what scans are timed with.
    public let uptime: Int64
    /// What the wall says; what people read.
    public let wall: Timestamp

    /// A moment on both clocks.
    public init(uptime: Int64, wall: Timestamp) {
        self.uptime = uptime
        self.wall = wall
    }
}
