import Language
import OMS
import OMSClient
import Station
import StationStore

/// Delivers one command: decides what is to be sent, sends it, resolves a lost answer, and reads the package back.
struct CommandSender: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let oms: OMSConnection
    let reader: PackageReader
    let sink: EventSink
    let sharing: SharedPackages?
    /// How often the OMS has answered the command already that it is busy with the package.
    let busyAnswers: Int
    /// Told of each stage, once it is on disk.
    let report: @Sendable (OutboxEntry) async -> Void

    /// How the delivery of a command ended for now.
    enum End {
        /// It is finished, or waits for a person; whether the package and its history were read since.
        case settled(isReadBack: Bool)
        /// The OMS is busy with the package: it is tried again, but not for ever.
        case busy
        /// The package is unchanged: read it again when the OMS can no longer be processing the command.
        case settling
        /// This package's turn comes again later.
        case again
        /// A page was answered in the OMS's place although the package can be read: its turn comes again, but not for ever.
        case page(Phrase)
        /// The package of a pack that was applied cannot be read: its turn comes again, but not for ever.
        case unread(Phrase)
        /// Nothing gets through: everything waits, at least so long.
        case hold(atLeast: Duration?)
        /// The station's file cannot be used.
        case broken(StoreError)
    }

    /// Delivers a command as far as it goes now; each stage is on disk before the next step, and reported.
    ///
    /// `isSettled` says that the package has been looked at before, and the OMS had time since. With `isStale`, the package's
    /// history is not known as it is: it is read before anything is sent.
    func deliver(_ entry: OutboxEntry, isSettled: Bool, isStale: Bool) async -> End {
        await ending {
            switch entry.stage {
            case .unknown: return try await lookUp(entry, isSettled: isSettled)
            case .sending:
                // Its end could not be written: what it was is not known any more.
                let unknown = try await move(entry, .unknown, Phrase("reason.not-written"))
                return try await lookUp(unknown, isSettled: false)
            default: return try await send(entry, isStale: isStale)
            }
        }
    }

    /// Sends a command that is marked on disk as being sent.
    func put(_ entry: OutboxEntry) async -> End {
        await ending { try await answer(to: entry) }
    }

    /// Reads the package of a pack that was applied before, and reports where its goods are not those that were packed.
    func compare(_ entry: OutboxEntry) async -> End {
        await ending {
            do {
                if case .found(let package, _) = try await reader.read(entry.intent.package) {
                    try await compare(entry, with: package)
                } else {
                    try await store.compared(entry.id, difference: nil, at: settings.now())
                }
                return .settled(isReadBack: true)
            } catch let error as OMSClientError where error.isAboutReading {
                return .unread(Phrase(error))
            }
        }
    }

    private func ending(_ work: () async throws -> End) async -> End {
        do {
            return try await work()
        } catch let error as OMSClientError {
            return End(error)
        } catch let error as StoreError {
            return .broken(error)
        } catch {
            return .again
        }
    }

    // MARK: - Sending

    private func send(_ entry: OutboxEntry, isStale: Bool) async throws -> End {
        let intent: CommandIntent
        switch try await resolve(entry, isStale: isStale) {
        case .offered(let resolved): intent = resolved
        case .stopped(let stage, let reason):
            _ = try await move(entry, stage, reason)
            return .settled(isReadBack: true)
        }
        var cause: StageCause?
        switch intent.needsClaim ? await sharing?.permission(for: entry.intent) : nil {
        case .held(let holder):
            _ = try await move(entry, .needsAttention, holder.reason(in: settings.zone, at: settings.now()))
            return .settled(isReadBack: true)
        case .unanswered: cause = .alone
        case .mine, nil: break
        }
        let now = settings.now()
        let sending = try await store.send(entry.id, as: intent, omsTime: oms.omsTime ?? now, cause: cause, at: now)
        await report(sending)
        return try await answer(to: sending)
    }

    private func answer(to entry: OutboxEntry) async throws -> End {
        guard let transition = entry.intent.transition else {
            _ = try await move(entry, .queued, nil)
            return .again
        }
        do throws(OMSClientError) {
            try await oms.send(
                .command(entry.intent.package, transition: transition, parameters: entry.intent.parameters))
        } catch {
            return try await handle(error, of: entry)
        }
        await settings.passing(.answered)
        _ = try await move(entry, .applied)
        return await readBack(entry)
    }

    /// Reads the package after a command that was applied, for its current state.
    private func readBack(_ entry: OutboxEntry) async -> End {
        let end = await compare(entry)
        await settings.passing(.readBack)
        if case .settled = end { return end }
        // The command is finished whatever the reading brought; that is repeated later.
        return .settled(isReadBack: false)
    }

    private func compare(_ entry: OutboxEntry, with package: Package) async throws(StoreError) {
        guard entry.intent.kind == .pack, let contents = entry.intent.contents else { return }
        let isCalledOff = Self.calledOff.contains(settings.commands.kind(of: package))
        let difference = isCalledOff ? nil : contents.difference(toPacked: package)
        let reason = difference.map { StageReason.contentsDiffer($0).phrase(in: settings.zone, at: settings.now()) }
        try await store.compared(entry.id, difference: reason?.stored, at: settings.now())
        if let difference { sink.contentsDiffer(difference, entry) }
    }

    /// States in which nothing is needed any more, which says nothing about what was packed.
    private static let calledOff: Set<PackageState.Kind> = [.cancelled, .cancellationWaiting, .packedForRefund]

    /// What an error means for a command: refused for good, to be sent later, or unknown and to be looked up.
    private func handle(_ error: OMSClientError, of entry: OutboxEntry) async throws -> End {
        switch error.deliveryStatus {
        case .unknown:
            let unknown = try await move(entry, .unknown, Phrase(error))
            return Task.isCancelled ? .again : try await lookUp(unknown, isSettled: false)
        case .refused where error.isPage && !error.isAboutNow:
            _ = try await move(entry, .queued, Phrase(error))
            // Every request gets that page, or this command alone: reading the package shows which.
            guard case .found = try await reader.read(entry.intent.package) else { return .again }
            return .page(Phrase(error))
        case .refused where !error.isAboutNow: return try await refuse(entry, error)
        case .refused, .notSent, .harmless:
            _ = try await move(entry, .queued, Phrase(error))
            return End(error)
        }
    }

    /// Decides what a refusal is about, from the package as it is now.
    private func refuse(_ entry: OutboxEntry, _ error: OMSClientError) async throws -> End {
        let words = error.words.map(Phrase.verbatim) ?? Phrase(error)
        let package: Package
        do {
            guard case .found(let found, _) = try await reader.read(entry.intent.package) else {
                _ = try await move(entry, .refused, .packageGone)
                return .settled(isReadBack: true)
            }
            package = found
        } catch let other as OMSClientError {
            // The user may do nothing at all, or the OMS is only busy with the package: that is not known yet.
            if error.status == 403 || error.isAboutWholePackage {
                _ = try await move(entry, .queued, Phrase(error))
                return End(other)
            }
            _ = try await move(entry, .refused, .refused(words, isAboutState: false))
            return .settled(isReadBack: false)
        }
        let isOffered = try await entry.intent.offered(now: package, commands()) != nil
        if isOffered, error.isAboutWholePackage, busyAnswers < settings.busyDelays.count {
            _ = try await move(entry, .queued, .busy(words))
            return .busy
        }
        _ = try await move(entry, .refused, .refused(words, isAboutState: !isOffered))
        return .settled(isReadBack: true)
    }

    // MARK: - Looking up

    /// Finds out from the package and its history what became of a command, before anything is sent again.
    private func lookUp(_ entry: OutboxEntry, isSettled: Bool) async throws -> End {
        guard case .found(let package, let history) = try await reader.read(entry.intent.package) else {
            _ = try await move(entry, .needsAttention, .packageGoneSince(entry.intent.name))
            return .settled(isReadBack: true)
        }
        let mark = entry.mark ?? HistoryMark(time: entry.createdAt)
        switch CommandOutcomeCheck(entry.intent, package: package, history: history, since: mark) {
        case .applied:
            try await compare(move(entry, .applied, Phrase("reason.log-shows")), with: package)
        case .attention(let words):
            let isOffered = try await entry.intent.offered(now: package, commands()) != nil
            _ = try await move(entry, .needsAttention, words, cause: isOffered ? nil : .wrongState)
        case .notApplied where !isSettled: return .settling
        case .notApplied:
            _ = try await move(entry, .queued, Phrase("reason.not-applied"))
            return .again
        }
        return .settled(isReadBack: true)
    }

    private func move(
        _ entry: OutboxEntry, _ stage: CommandStage, _ reason: Phrase? = nil, cause: StageCause? = nil
    ) async throws(StoreError) -> OutboxEntry {
        // That it was sent alone stays with it, whatever else becomes known of its sending.
        let isSent = stage == .applied || stage == .unknown
        let cause = cause ?? (isSent && entry.cause == .alone ? .alone : nil)
        let moved = try await store.move(entry.id, to: stage, reason: reason?.stored, cause: cause, at: settings.now())
        await report(moved)
        return moved
    }

    private func move(
        _ entry: OutboxEntry, _ stage: CommandStage, _ reason: StageReason
    ) async throws(StoreError) -> OutboxEntry {
        try await move(entry, stage, reason.phrase(in: settings.zone, at: settings.now()), cause: reason.cause)
    }
}

extension CommandSender.End {
    /// What an error says about when to go on.
    ///
    /// One connection that broke does not say that the next will: where nothing gets through, there is none.
    fileprivate init(_ error: OMSClientError) {
        switch error.code {
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .failed, .invalidSettings,
            .status(401), .status(407), .status(429), .status(502), .status(503), .status(504):
            self = .hold(atLeast: error.retryAfter)
        // One package can be another location's by now, which is nothing against all others.
        case .status(403) where !error.isPage: self = .again
        case .status where error.isPage: self = .hold(atLeast: error.retryAfter)
        case .status, .cutOff, .undecodable, .tooLarge, .redirected, .foreignHost, .cancelled, .closed: self = .again
        }
    }
}

extension OMSClientError {
    /// Whether a refusal is about now and not about the command: a token that ran out, too many requests.
    fileprivate var isAboutNow: Bool { status.map([401, 407, 408, 425, 429].contains) ?? false }

    /// Whether what is read itself cannot be had, and not the OMS: a 403, a page in its place, an answer without sense.
    fileprivate var isAboutReading: Bool {
        switch code {
        case .status: !isAboutNow && !isOutage
        case .undecodable, .tooLarge, .redirected: true
        default: false
        }
    }

    /// Whether a refusal blames nothing that was sent: the OMS may be busy with the package, or lock it.
    fileprivate var isAboutWholePackage: Bool {
        !namesField && !isPage && (status.map([400, 409, 423].contains) ?? false)
    }
}
