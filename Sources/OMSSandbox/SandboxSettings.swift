public import Foundation

/// What a sandbox is started with.
///
/// Every value has a default, so `SandboxSettings()` is a sandbox of 200 packages on a free port of the loopback.
public struct SandboxSettings: Sendable {
    /// The address to listen on, a host name or a number; the loopback by default.
    public var host: String
    /// The port to listen on, 0 to 65535; 0 takes any that is free.
    public var port: Int
    /// The token that every request must carry, as `Authorization: Bearer <token>` or `Token <token>`.
    public var token: String
    /// The user whom the token stands for, as transition logs name them.
    public var username: String
    /// Further tokens, and the user whom each stands for.
    public var users: [String: String] = [:]
    /// The password that `POST /api/v1/auth/login/` takes with the user name.
    public var password: String
    /// How many packages are generated, 0 to 10,000,000; a database that already holds packages keeps its own.
    public var packages: Int
    /// The seed of the generated data: the same seed, counts and `now` give the same bytes.
    public var seed: UInt64
    /// How many stock locations there are, 1 to 8; the first has the ERP code 369 and most of the packages.
    public var locations: Int
    /// The time around which generated dates lie, and at which the sandbox's clock starts; nil is the real one.
    public var now: Date?
    /// Whether packages are due around now, a few of them late, instead of some hours after each was created.
    public var isDueAroundNow = false
    /// The shapes of label that packages get in turn when they are packed with a shipment; none where it is empty.
    public var labels: [SandboxLabel] = []
    /// How long the carrier takes for a label or a tracking number that comes late, and for a label that is made anew.
    public var labelDelay: Duration = .seconds(3)
    /// The path of the SQLite file to keep the data in; nil keeps them in memory, until the sandbox is gone.
    public var database: String?
    /// How long each answer is held back.
    public var latency: Duration
    /// What goes wrong, and how often.
    public var faults: FaultProfile
    /// How it differs from what is documented, as other installations do.
    public var dialect: Set<SandboxQuirk>
    /// How long a webhook's receiver may take to answer.
    public var webhookTimeout: Duration
    /// How often a delivery is repeated before it counts as failed.
    public var webhookRetries: Int
    /// How long the first repetition waits; each further one waits twice as long as the one before.
    public var webhookRetryDelay: Duration

    /// Makes settings; what is left out has its default.
    public init(
        host: String = "127.0.0.1",
        port: Int = 0,
        token: String = "secret",
        username: String = "packer",
        password: String = "packer",
        packages: Int = 200,
        seed: UInt64 = 7,
        locations: Int = 4,
        now: Date? = nil,
        database: String? = nil,
        latency: Duration = .zero,
        faults: FaultProfile = FaultProfile(),
        dialect: Set<SandboxQuirk> = [],
        webhookTimeout: Duration = .seconds(10),
        webhookRetries: Int = 6,
        webhookRetryDelay: Duration = .seconds(5)
    ) {
        self.host = host
        self.port = port
        self.token = token
        self.username = username
        self.password = password
        self.packages = packages
        self.seed = seed
        self.locations = locations
        self.now = now
        self.database = database
        self.latency = latency
        self.faults = faults
        self.dialect = dialect
        self.webhookTimeout = webhookTimeout
        self.webhookRetries = webhookRetries
        self.webhookRetryDelay = webhookRetryDelay
    }
}

extension SandboxSettings {
    /// Refuses settings that no sandbox can be started with.
    func check() throws(SandboxError) {
        guard (0...65535).contains(port) else {
            throw .setting("port", "\(port)", expected: "a number from 0 to 65535")
        }
        guard (0...10_000_000).contains(packages) else {
            throw .setting("packages", "\(packages)", expected: "a number from 0 to 10,000,000")
        }
        guard (1...8).contains(locations) else {
            throw .setting("locations", "\(locations)", expected: "a number from 1 to 8")
        }
        guard !token.isEmpty else {
            throw .setting("token", "\"\"", expected: "a token of at least one character")
        }
        guard (.zero...Duration.seconds(86_400)).contains(labelDelay) else {
            throw .setting("labelDelay", "\(labelDelay)", expected: "at most a day")
        }
        try faults.check()
    }
}
