public import OMS
public import Station
public import Warehouse

/// The engine's settings, and the clock, the waits and the receivers of results that it is given.
public struct EngineSettings: Sendable {
    /// The ERP code of the stock location whose packages are kept; nil for all.
    public var location: String?
    /// Which OMS the packages are those of, such as its base URL; another one's packages are not mixed with them.
    public var origin = ""
    /// Which of the OMS's commands is which.
    public var commands = CommandTable()
    /// How many packages are read at once; the OMS takes 100 at most.
    public var pageSize = 100
    /// How many pages are asked for at once while all packages are read: with an answer that takes 200 ms, three are fifteen
    /// pages a second.
    public var pagesAtOnce = 3
    /// How many commands are delivered at once, each of another package.
    public var mostDeliveries = 8
    /// The first wait before something is tried again that did not get through.
    public var firstDelay: Duration = .milliseconds(500)
    /// The longest wait; waits double up to it.
    public var longestDelay: Duration = .seconds(30)
    /// How long the OMS may still be processing a command whose answer was lost.
    ///
    /// Only then does an unchanged package mean that the command was not applied. A gateway stops
    /// waiting while the OMS works on; where commands call slow carriers, this should be as long as those take.
    public var settling: Duration = .seconds(10)
    /// How often changes are asked for while the OMS can be reached.
    public var changesEvery: Duration = .seconds(15)
    /// How long a full comparison with the OMS, which finds what has left, is followed by none.
    public var comparesEvery: Duration = .seconds(1_800)
    /// How long packages stay in the mirror that are finished: shipped, delivered, or called off.
    public var keepsFinishedPackages: Duration = .seconds(14 * 86_400)
    /// How long commands that came to their end stay in the outbox, and scans in the journal.
    public var keepsRecords: Duration = .seconds(90 * 86_400)
    /// How long the bytes of what was printed are kept, so that it can be printed again.
    public var keepsLabels: Duration = .seconds(14 * 86_400)
    /// How long what benches told each other of the OMS is kept for those that are away.
    public var keepsFeed: Duration = .seconds(7 * 86_400)
    /// How long after a webhook event others are waited for, so that a burst about one package is one reading.
    public var eventsSettle: Duration = .milliseconds(120)
    /// How long after a scan others are waited for before the journal is copied to the warehouse.
    public var journalSettles: Duration = .seconds(2)
    /// How long a read is waited for before it is said that the OMS does not answer; commands may take much longer.
    public var patience: Duration = .seconds(4)
    /// How many packages of a burst of events are read one by one; of more, all changes are read instead.
    public var mostSingleReadings = 40
    /// How long is waited before a command is sent again to an OMS that is busy with the package; as often as there are
    /// waits, then its answer counts as a refusal.
    public var busyDelays: [Duration] = [.seconds(2), .seconds(6), .seconds(18)]
    /// The time zone of the times in messages.
    public var zone = Zone.universal
    /// How many packages are shown before all others are read from the disk: enough for any screen.
    public var firstPackages = 2_000
    /// What can be done with a document.
    public var documents = DocumentTools.none
    /// The printers.
    public var printing = PrintingSettings()
    /// What the benches of the warehouse share; nil for a bench that is the only one.
    public var warehouse: Warehouse?
    /// What the wall clock says.
    public var now: @Sendable () -> Timestamp
    /// Waits; a test's own does not.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Receives the answers to scans, once what they report is on disk.
    public var answer: @Sendable (ScanAnswer) -> Void
    /// Called with each webhook event that is new, once what it is about has been read.
    public var onEvent: @Sendable (ReceivedEvent) -> Void = { _ in }
    /// Passed at each step of a command; a test ends the engine there.
    var passing: @Sendable (CommandStep) async -> Void = { _ in }

    /// Fetches labels in the place of the client; a test's own has no server.
    var fetchLabel: LabelFetcher.Fetch?
    /// Passed at each step of a print job; a test ends the engine there.
    var passingPrint: @Sendable (PrintStep) async -> Void = { _ in }

    /// The usual settings for a location.
    public init(
        location: String? = nil, now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        answer: @escaping @Sendable (ScanAnswer) -> Void = { _ in }
    ) {
        self.location = location
        self.now = now
        self.sleep = sleep
        self.answer = answer
    }
}

/// The steps of a command, between which a station can be killed.
enum CommandStep: String, CaseIterable, Sendable {
    /// It is about to be written to disk; it is on disk.
    case accepting, accepted
    /// The package was read, and the command is not sent yet.
    case read
    /// The OMS has answered, which is not on disk; the package was read again.
    case answered, readBack
}

/// The steps of a print job, between which a station can be killed.
enum PrintStep: String, CaseIterable, Sendable {
    /// That it is being sent is on disk, and no byte is sent; it ended, which is not on disk.
    case sending, ended
}

extension EngineSettings {
    /// The conditions on the packages that are kept, as far as the OMS knows them.
    func filter(_ conditions: [PackageParameter: String] = [:], sort: PackageFilter.Sort? = nil) -> PackageFilter {
        let location = location.map { [PackageParameter.stockLocationCode: $0] } ?? [:]
        return PackageFilter(location.merging(conditions) { $1 }, sort: sort)
    }

    /// Whether a package belongs in the mirror: it is the location's, and was not finished long ago.
    func keeps(_ package: Package) -> Bool {
        guard filter().admits(package) else { return false }
        guard Self.finished.contains(commands.kind(of: package)), let modified = package.modifiedDate else {
            return true
        }
        return modified >= now().advanced(bySeconds: -Int(keepsFinishedPackages.components.seconds))
    }

    private static let finished: Set<PackageState.Kind> = [.shipped, .delivered, .cancelled, .packedForRefund]
}
