import Language
import OMS
public import Station
public import StationStore

/// What is stored when an engine starts: reported to the station before anything is read or sent.
struct StoredState {
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink
    let printing: PrintRunner

    /// Stops commands that were given for another OMS: a person decides about them.
    func stopForeignCommands() async throws(StoreError) {
        guard let known = try await store.fact(.origin)?.prefix(while: { $0 != " " }), known != settings.origin else {
            return
        }
        for entry in try await store.pending() where entry.stage != .needsAttention {
            try await store.move(
                entry.id, to: .needsAttention,
                reason: Phrase("reason.other-oms", ["command": entry.intent.name, "given": String(known)]).stored,
                at: settings.now())
        }
    }

    /// Takes times of the future for now: they were kept by a clock that ran ahead, and all that is newer would not count.
    ///
    /// Our clock may be behind now: what the OMS has changed by then is not the future.
    func correctTimes() async throws(StoreError) {
        let known = try await store.fact(.watermark).flatMap(Timestamp.init)
        let now = max(settings.now(), known ?? settings.now())
        for fact in [FactName.acknowledged, .labelsSince, .lastRead] {
            guard let time = try await store.fact(fact).flatMap(Timestamp.init), time > now else { continue }
            try await store.setFact(fact, to: now.text)
        }
    }

    /// Reports what a screen needs; true where that were all packages.
    func report() async throws(StoreError) -> Bool {
        if let tag = try await store.fact(.language).flatMap(LanguageTag.init(rawValue:)) { sink(.language(tag)) }
        if let packer = try await store.fact(.packer) { sink(.packer(packer)) }
        let first = try await store.summaries(limit: settings.firstPackages)
        let isWhole = first.count < settings.firstPackages
        sink(.mirror(PackageIndex(first, isPart: !isWhole, commands: settings.commands)))
        sink(.reasons(try await store.denialReasons()))
        sink(.sessions(try await store.sessions().compactMap { PackingSession(package: $0.key, $0.value) }))
        let scans = try await store.lastScans(StationModel.scansKept)
        sink(.scans(scans.reversed().compactMap(ScanRecord.init(earlier:))))
        if let time = try await store.fact(.acknowledged).flatMap(Timestamp.init) { sink(.acknowledged(until: time)) }
        let chosen = try await store.chosenCommands()
        if !chosen.isEmpty { sink(.chosen(chosen)) }
        // Every command that is not finished, however old: a station that knows of none would say that all is done.
        let recent = try await store.entries(limit: 200)
        let older = try await store.pending().prefix { pending in recent.last.map { pending.id < $0.id } ?? false }
        let histories = try await store.pendingHistories()
        for entry in older + recent.reversed() { sink.command(entry, changes: histories[entry.id]) }
        try await reportDifferences(of: recent.reversed())
        try await printing.actions.reportStored()
        if let time = try await store.fact(.lastRead).flatMap(Timestamp.init) { sink(.fresh(time)) }
        if let recovered = store.opening.recovered { sink(.alarm(.fileSetAside(FileRecovery(recovered)))) }
        if let trouble = store.opening.trouble { sink.trouble(trouble) }
        return isWhole
    }

    /// Reports again the packages that were packed with other goods than they need, where that was not acknowledged.
    private func reportDifferences(of entries: [OutboxEntry]) async throws(StoreError) {
        let acknowledged = try await store.fact(.acknowledged).flatMap(Timestamp.init)
        for entry in entries where entry.stage == .applied && entry.cause == .contentsChanged {
            guard acknowledged.map({ entry.changedAt > $0 }) ?? true,
                let package = try await store.package(entry.intent.package, settings.commands),
                let difference = entry.intent.contents?.difference(toPacked: package)
            else { continue }
            sink.contentsDiffer(difference, entry)
        }
    }

    /// Reports every package of the mirror.
    func reportAllPackages() async {
        do {
            sink(.mirror(PackageIndex(try await store.summaries(), commands: settings.commands)))
        } catch {
            sink.trouble(Phrase("trouble.packages", ["why": Phrase(error)]))
        }
    }
}

extension OpeningReport {
    /// What a person should know of the opening; nil where all was well.
    fileprivate var trouble: Phrase? {
        interrupted > 0 ? Phrase("trouble.interrupted", ["count": interrupted]) : nil
    }
}

extension FileRecovery {
    /// What the store did with its file.
    public init(_ recovered: OpeningReport.Recovered) {
        self.init(
            damage: recovered.damage, setAside: recovered.setAside, commands: recovered.commands,
            scans: recovered.scans,
            sessions: recovered.sessions, isComplete: recovered.isComplete)
    }
}
