public import OMS

/// Whether a bench works with the others.
public enum WarehouseState: Hashable, Sendable {
    /// The program has started, and the first connection is being made.
    case connecting
    /// What is shared is known, and written.
    case connected
    /// The bench goes on by itself, since then by this machine's clock; the connection is tried again and again.
    case alone(WarehouseError, since: Timestamp)
}

/// Something that another bench changed; a wake-up: what it is now is to be read from the tables.
public enum WarehouseChange: Hashable, Sendable {
    /// A package was claimed, taken over or released, or its command was marked.
    case claim(package: Int)
    /// A package has a session that was made alone, or one that was chosen.
    case session(package: Int)
    /// There are new rows in the feed.
    case feed
    /// The bench that asked the OMS for changes does so no more.
    case readerIsFree
    /// A print of a package came to a stage that others must know of.
    case print(package: Int)
    /// A lease was given back.
    case lease(role: String)
    /// Anything may have changed: notifications may have been missed.
    case anything
}
