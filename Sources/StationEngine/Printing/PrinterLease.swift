import OMS
import Printing
import StationStore
import Warehouse

/// The lease of a printer whose count of labels is the proof of print: of the benches that print on it, one sends at a time.
///
/// It is taken for a job, renewed as long as the bench has the printer, and given back when nothing is to be sent. Who never saw
/// another bench have it may trust the count without the warehouse too.
actor PrinterLease {
    /// Whose turn it is.
    enum Turn: Equatable, Sendable {
        case mine
        case other(bench: String)
    }

    private let name: String
    private let printer: any Printer
    private let settings: EngineSettings
    private let store: StationDatabase
    /// What the lease is called; nil until the printer has said who it is.
    private var role: String?
    private var lease: Lease?
    /// Until when it certainly is this bench's.
    private var until = ContinuousClock.now
    private var renewal: Task<Void, Never>?
    /// Whether another bench has ever printed here; nil before the file was asked.
    private var isShared: Bool?

    private static let time: Duration = .seconds(15), renewsEvery: Duration = .seconds(5)

    init(name: String, printer: any Printer, settings: EngineSettings, store: StationDatabase) {
        (self.name, self.printer, self.settings, self.store) = (name, printer, settings, store)
    }

    /// Whether the printer's count tells of labels of this bench alone.
    var isCountTrusted: Bool { isShared != true || (lease != nil && until > .now) }

    /// Whether a lease that was given back is this printer's.
    func isCalled(_ role: String) -> Bool { self.role == role }

    /// Takes the printer, or says which bench has it; without an answer of the warehouse the bench goes on alone.
    func take() async -> Turn {
        guard let warehouse = settings.warehouse, let address = printer.countedAt else { return .mine }
        guard let role = await role(at: address) else { return .mine }
        let known = await known()
        let began = ContinuousClock.now
        do throws(WarehouseError) {
            switch try await warehouse.takeLease(role, for: Self.time, within: warehouse.assertTimeout) {
            case .held(let other):
                lose()
                if isShared != true { await keep(known?.token ?? 0, isShared: true) }
                return .other(bench: other.name)
            case .mine(let lease):
                await begin(lease, until: began + Self.time, known)
                return .mine
            }
        } catch {
            return .mine
        }
    }

    /// Gives the printer to whoever waits for it.
    func giveBack() async {
        renewal?.cancel()
        renewal = nil
        guard let lease else { return }
        self.lease = nil
        // What is not given back now is free when the lease has run out.
        try? await settings.warehouse?.releaseLease(lease)
    }

    /// What the lease is called: by the printer's own id, which every bench sees alike, else by its address.
    private func role(at address: String) async -> String? {
        if let role { return role }
        guard let identity = try? await printer.identity() else { return nil }
        role = "printer:" + (identity.uniqueID ?? address).replacing(" ", with: "_")
        return role
    }

    private func begin(_ lease: Lease, until end: ContinuousClock.Instant, _ known: (token: Int, isShared: Bool)?) async
    {
        if known?.token != lease.token {
            // Another bench had the printer since: its count tells nothing any more of what was sent before.
            try? await store.forgetCounts(at: name)
            await keep(lease.token, isShared: known?.isShared == true || known != nil || lease.token > 1)
        }
        (self.lease, until) = (lease, end)
        if renewal == nil { renewal = Task { await self.renew() } }
    }

    private func renew() async {
        while !Task.isCancelled {
            guard (try? await settings.sleep(Self.renewsEvery)) != nil, !Task.isCancelled, let lease else { return }
            let began = ContinuousClock.now
            switch try? await settings.warehouse?.takeLease(lease.role, for: Self.time) {
            case .mine(let renewed) where renewed.token == lease.token: until = began + Self.time
            case .mine, .held: return lose()
            case nil: break
            }
        }
    }

    private func lose() {
        renewal?.cancel()
        (renewal, lease) = (nil, nil)
    }

    // MARK: - What the file knows

    private var fact: FactName { FactName(rawValue: "printer-lease \(name)") }

    /// The token that this bench had last, and whether another bench has ever printed here.
    private func known() async -> (token: Int, isShared: Bool)? {
        guard let words = try? await store.fact(fact)?.split(separator: " "),
            let token = words.first.flatMap({ Int($0) })
        else {
            isShared = isShared ?? false
            return nil
        }
        isShared = words.last == "shared"
        return (token, isShared == true)
    }

    private func keep(_ token: Int, isShared: Bool) async {
        self.isShared = isShared
        try? await store.setFact(fact, to: isShared ? "\(token) shared" : String(token))
    }
}
