import Language
import OMS
import Station
import StationStore
import TaskSignals
import Warehouse

/// The feed of the location as this bench has part in it: what it has to ask the OMS for, and what it takes from others.
///
/// One bench asks the OMS for changes and writes them to the feed; the others follow it. How far this bench has followed is kept with
/// the mirror, in its order. Without the warehouse each bench asks for itself, as if there were none.
actor ChangeFeed {
    /// What this bench has to ask the OMS for.
    enum Duty: Equatable {
        /// Everything, for itself: there are no others now, or it could not reach the OMS.
        case alone
        /// What it does not know, once: the feed does not go back so far. From that number on it follows.
        case join(head: Int)
        /// The changes, for all benches.
        case forAll(Lease)
        /// Nothing by itself: another bench does.
        case nothing

        /// The lease under which what is read is written to the feed.
        var lease: Lease? { if case .forAll(let lease) = self { lease } else { nil } }
    }

    let warehouse: Warehouse
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink
    /// Wakes whoever reads the OMS, when the duty may be another one.
    let mirrorWake: WakeSignal
    /// Wakes whoever renews what this bench holds, when a lease may be free.
    let renewalWake = WakeSignal()
    /// Wakes whoever follows the feed.
    let followWake = WakeSignal()
    private let decisionWake = WakeSignal()

    /// The number of the last row that is in the mirror; nil before the bench has joined.
    private(set) var position: Int?
    /// The last mark that is known to be in the feed.
    var lastMark: FeedMark?
    /// What was in the feed last of each package.
    var recent = RecentPackages()
    /// The comparison that another bench has begun, and what this mirror marks since then as seen.
    var comparing: (since: Int, generation: Int)?
    /// When a comparison of another bench was complete that is not taken account of yet.
    var comparedAt: Timestamp?
    /// Up to when the station was told that all is known.
    private var toldFresh: Timestamp?

    private(set) var isConnected = false
    private var isRenewed = false, isAlone = false
    private var hasBegun = false, hasWaited = false
    private var standing = ReaderStanding.free
    private var head = 0
    /// Whether the OMS could not be reached from here the last time.
    private var isCutOff = false
    /// Whether rows are being read.
    private(set) var isFollowing = false
    private var isMoreToFollow = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// When old rows are looked for again; nil for the next time that there is time.
    var nextForgetting: Timestamp?

    /// How long the first reading waits for the warehouse, which it may then not need.
    private static let patience: Duration = .seconds(2)

    init(
        warehouse: Warehouse, settings: EngineSettings, store: StationDatabase, sink: EventSink, mirrorWake: WakeSignal
    ) {
        (self.warehouse, self.settings, self.store, self.sink) = (warehouse, settings, store, sink)
        self.mirrorWake = mirrorWake
    }

    /// Follows the warehouse until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.noteStates() }
            group.addTask { await self.noteChanges() }
            group.addTask {
                while !Task.isCancelled {
                    await self.followWake.wait()
                    await self.follow()
                }
            }
        }
    }

    private func noteStates() async {
        for await state in warehouse.states() {
            switch state {
            case .connecting: continue
            case .connected: (isConnected, isAlone) = (true, false)
            case .alone: (isConnected, isAlone) = (false, true)
            }
            (isRenewed, standing) = (false, .free)
            if isConnected { renewalWake.signal() } else { decide() }
        }
    }

    private func noteChanges() async {
        for await change in warehouse.changes() {
            switch change {
            case .feed: followWake.signal()
            case .readerIsFree: if wantsToRead { renewalWake.signal() }
            case .anything:
                followWake.signal()
                renewalWake.signal()
            case .claim, .session, .print, .lease: break
            }
        }
    }

    /// Lets whoever reads the OMS ask for its duty.
    private func decide() {
        decisionWake.signal()
        mirrorWake.signal()
    }

    // MARK: - Duty

    /// Begins with how far an earlier run has followed.
    func begin() async throws(StoreError) {
        position = try await store.fact(.feedPosition).flatMap { Int($0) }
        hasBegun = true
        renewalWake.signal()
    }

    /// What this bench has to ask the OMS for now; all that is in the feed is in the mirror then.
    func duty() async -> Duty {
        if !hasWaited {
            hasWaited = true
            if !isRenewed, !isAlone { await decisionWake.wait(within: Self.patience, settings.sleep) }
        }
        guard isConnected, isRenewed, !isCutOff else { return .alone }
        guard position != nil else { return .join(head: head) }
        await follow()
        guard isConnected, isRenewed, !isCutOff else { return .alone }
        guard position != nil else { return .join(head: head) }
        if case .mine(let lease) = standing { return .forAll(lease) }
        return .nothing
    }

    /// Whether this bench would ask the OMS for changes, for all.
    var wantsToRead: Bool { hasBegun && position != nil && !isCutOff }

    /// How long until what this bench holds is to be renewed: sooner where the reader's lease may have run out before.
    var untilRenewal: Duration {
        let usual = warehouse.renewalInterval
        guard wantsToRead, isConnected else { return usual }
        switch standing {
        case .mine: return usual
        case .held(let time): return min(usual, time + .milliseconds(.random(in: 50...500)))
        // It ran out while it was asked for.
        case .free: return min(usual, .seconds(1))
        }
    }

    /// Learns what a renewal brought.
    func note(_ renewal: Renewal) {
        guard isConnected else { return }
        let (before, wasRenewed) = (standing, isRenewed)
        (standing, isRenewed, head) = (renewal.reader, true, renewal.head)
        if let position, position != head {
            followWake.signal()
        } else if let age = renewal.markAge, position != nil, !isReader {
            tellFresh(age)
        }
        if !wasRenewed || isReader != before.isMine { decide() }
    }

    private var isReader: Bool { standing.isMine }

    /// The OMS could not be reached from here: another bench may reach it.
    func noteCutOff() async {
        isCutOff = true
        guard case .mine(let lease) = standing else { return }
        standing = .free
        // What cannot be given away is free when the lease has run out.
        try? await warehouse.giveReadingAway(lease)
    }

    /// The OMS was reached from here.
    func noteReached() {
        guard isCutOff else { return }
        isCutOff = false
        renewalWake.signal()
        mirrorWake.signal()
    }

    /// The lease was found to be another bench's.
    func noteLost() {
        standing = .free
        renewalWake.signal()
        mirrorWake.signal()
    }

    /// The mirror has all that the OMS had after the feed's row of that number was written: from there on it is followed.
    ///
    /// False where that could not be kept; then it is read again later.
    func joined(at number: Int) async -> Bool {
        do {
            lastMark = try await warehouse.lastMark()
            // All up to that mark could be read then, also where the package with its date has left since.
            if let to = lastMark?.to, let known = try await store.fact(.watermark).flatMap(Timestamp.init), known < to {
                try await store.setFact(.watermark, to: to.text)
            }
            try await move(to: number)
        } catch {
            return false
        }
        renewalWake.signal()
        followWake.signal()
        return true
    }

    /// The feed has a gap for this bench, which joins again.
    func leave() async throws(StoreError) {
        (position, lastMark, comparing) = (nil, nil, nil)
        try await store.setFact(.feedPosition, to: nil)
        mirrorWake.signal()
    }

    // MARK: - Following

    /// Takes what is in the feed into the mirror, up to its end; returns when that is done.
    private func follow() async {
        guard !isFollowing else {
            isMoreToFollow = true
            await withCheckedContinuation { waiting.append($0) }
            return
        }
        isFollowing = true
        repeat {
            isMoreToFollow = false
            do {
                try await readOn()
            } catch let error as StoreError where error.code != .closed && error.code != .cancelled {
                sink.trouble(Phrase(error))
            } catch {
                // The next connection begins where this one ended.
            }
        } while isMoreToFollow && !Task.isCancelled
        isFollowing = false
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    private func readOn() async throws {
        while isConnected, !Task.isCancelled, let from = position {
            switch try await warehouse.feed(after: from) {
            case .tooOld(let head):
                self.head = head
                return try await leave()
            case .rows(let rows, let next, let head):
                self.head = max(self.head, head)
                guard try await apply(rows) else { return try await leave() }
                if next != from { try await move(to: next) }
                if next >= head { return }
            }
        }
    }

    func move(to number: Int) async throws(StoreError) {
        position = number
        try await store.setFact(.feedPosition, to: String(number))
    }

    /// The reader is to ask for changes at once, where that is this bench.
    func noteUnread() { if isReader { mirrorWake.signal() } }

    /// Tells the station up to when all changes are known; where nothing else happens, not more often than its clock shows.
    func tellFresh(_ age: Duration) {
        let time = settings.now().before(age)
        if let toldFresh, time.seconds(since: toldFresh) < 30 { return }
        toldFresh = time
        sink(.fresh(time))
    }

    /// When a comparison of another bench was complete; nil where there was none since this was asked.
    func takeCompared() -> Timestamp? {
        defer { comparedAt = nil }
        return comparedAt
    }
}

extension ReaderStanding {
    fileprivate var isMine: Bool { if case .mine = self { true } else { false } }
}
