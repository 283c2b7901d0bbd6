public import Foundation

/// Where the warehouse's PostgreSQL is, and how long anything may take.
public struct WarehouseSettings: Sendable {
    let parameters: ConnectionParameters

    /// How long a connection may take, login and first statements included.
    public var connectTimeout: Duration = .seconds(5)
    /// How long a statement may take before its connection is given up; the server ends it then as well.
    public var statementTimeout: Duration = .seconds(3)
    /// How long a pack waits to learn whether its claim still holds.
    public var assertTimeout: Duration = .milliseconds(500)
    /// How long a claim lasts when it is not renewed.
    public var lease: Duration = .seconds(60)
    /// The first and the longest wait before the connection is tried again; each is twice the one before, and up to a half
    /// more or less by chance.
    public var firstRetry: Duration = .milliseconds(500), longestRetry: Duration = .seconds(30)

    /// Checks and takes what cannot be done without.
    ///
    /// The URL is libpq's: `postgresql://ROLE@HOST/DATABASE`, with `?sslmode=verify-full` for a server whose certificate and
    /// name are checked. A password is given apart; without one, libpq looks in the file that `PGPASSFILE` names.
    ///
    /// Errors: `.invalidSettings`, also for a password in the URL.
    public init(url: String, password: WarehousePassword? = nil) throws(WarehouseError) {
        parameters = try ConnectionParameters(url: url, password: password)
    }
}

/// The password of a role of PostgreSQL, which must not be shown: printing it, or anything that holds it, shows dots.
public struct WarehousePassword: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let text: String

    /// A password as PostgreSQL takes it.
    public init(_ text: String) { self.text = text }

    /// Dots.
    public var description: String { "•••" }
    /// Dots.
    public var debugDescription: String { description }
    /// Nothing inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The bench that connects.
public struct WarehouseBench: Hashable, Sendable {
    /// The bench's id, made with the station's file.
    public let id: UUID
    /// The run of the program, new at each start; to be kept in the station's file before the bench connects.
    public let run: UUID
    /// The runs before, as the station's file had them; none for a new file.
    ///
    /// By them a program that was killed is told from a second one with a copy of its file, and need not wait until it counts as
    /// gone. The last of them alone would not do: it may have been killed before it had connected.
    public let earlierRuns: [UUID]
    /// What the bench is called.
    public var name: String
    /// The stock location where it stands.
    public var location: String
    /// Who packs there; empty for nobody.
    public var packer: String
    /// The version of the program.
    public var version: String

    /// A bench with these facts.
    public init(
        id: UUID, run: UUID = UUID(), earlierRuns: [UUID] = [], name: String, location: String, packer: String = "",
        version: String = ""
    ) {
        self.id = id
        self.run = run
        self.earlierRuns = earlierRuns
        self.name = name
        self.location = location
        self.packer = packer
        self.version = version
    }
}
