import OMS
import StationTesting
import Testing

@testable import Station

@Suite("Commands, look-ups, documents and the status, alone")
struct TrackingFeatureTests {
    private static let intent = CommandIntent(package: 73, kind: .pack, transition: 21, name: "Pack")

    private static func queued(_ stage: CommandStage, scan: Int? = 1, at seconds: Int64 = 100) -> QueuedCommand {
        QueuedCommand(
            id: 5, intent: intent, stage: stage, scan: scan, changed: Timestamp(microseconds: seconds * 1_000_000))
    }

    @Test("a command is under way from its Enter to its end")
    func underWay() {
        var tracking = CommandTracking()
        #expect(tracking.give(Self.intent, by: .word("pack"), notes: []) == nil)
        #expect(tracking.isUnderWay(.pack, 73) && !tracking.isUnderWay(.ship, 73) && tracking.isBusy(73))
        #expect(tracking.follow(Self.queued(.queued)) == .stage && !tracking.hasUnaccepted)
        #expect(tracking.isUnderWay(.pack, 73) && tracking.follow(Self.queued(.queued)) == .none)
        #expect(tracking.follow(Self.queued(.applied)) == .stage && !tracking.isBusy(73))
    }

    @Test("how a command was given is known until its end")
    func given() {
        var tracking = CommandTracking()
        _ = tracking.give(Self.intent, by: .word("pack"), notes: [.byForce(unchecked: 1, needed: 3)])
        #expect(tracking.given(for: Self.queued(.queued))?.notes == [.byForce(unchecked: 1, needed: 3)])
        #expect(tracking.given(for: Self.queued(.applied))?.scan.input == "pack")
        #expect(tracking.given(for: Self.queued(.applied)) == nil)
    }

    @Test("what the disk refused is no longer under way")
    func refused() {
        var tracking = CommandTracking()
        _ = tracking.give(Self.intent, by: .word("pack"), notes: [])
        #expect(tracking.refuse(1)?.scan.input == "pack" && !tracking.isUnderWay(.pack, 73))
    }

    @Test("a command of an earlier run is told as such, and is news only if nobody has seen it")
    func earlierRun() {
        var tracking = CommandTracking()
        #expect(tracking.follow(Self.queued(.refused, scan: nil)) == .ofEarlierRun)
        #expect(tracking.isNews(Self.queued(.refused)))
        tracking.acknowledge(until: Timestamp(microseconds: 100 * 1_000_000))
        #expect(!tracking.isNews(Self.queued(.refused)) && tracking.isNews(Self.queued(.refused, at: 101)))
    }

    @Test("denial reasons are those that are active, by priority, and are found by their words")
    func reasons() {
        var tracking = CommandTracking()
        tracking.offer(Sample.reasons.reversed())
        #expect(tracking.reasons.map(\.id) == [12, 15])
        #expect(tracking.reason(named: "HASARLI")?.id == 15 && tracking.reason(named: "12")?.id == 12)
        #expect(tracking.reason(named: "yok mu") == nil && tracking.reason(named: "a") == nil, "both have an a")
    }

    @Test("one code at a time is asked for in the background")
    func background() {
        var lookup = PackageLookup()
        let (first, second) = (Scan.code("A", number: 1), Scan.code("B", number: 2))
        #expect(lookup.askInBackground(first.code, first) && !lookup.askInBackground(second.code, second))
        #expect(lookup.endBackground(of: 2) == nil && lookup.endBackground(of: 1)?.scan == first)
        let isAsked = lookup.askInBackground(second.code, second)
        #expect(isAsked)
    }

    @Test("a change is pending until the OMS has answered")
    func pendingChange() {
        var changes = FactChanges()
        #expect(!changes.arePending)
        changes.begin(.invoiceNumber("7"), of: 73, .word("set"))
        #expect(changes.isPending(.invoiceNumber("8"), of: 73), "the same fact of the same package")
        #expect(!changes.isPending(.remoteID("7"), of: 73) && !changes.isPending(.invoiceNumber("7"), of: 71))
        #expect(changes.arePending)
        #expect(changes.end(1)?.input == "set" && !changes.arePending)
    }

    @Test("an invoice is shown only where it is still the one on the screen")
    func invoices() {
        var invoices = InvoiceRequests()
        invoices.ask(.show, of: PackageSummary(Sample.coat), .word("invoice", number: 1))
        invoices.ask(.show, of: PackageSummary(Sample.mug), .word("invoice", number: 2))
        invoices.show(["of the coat"], of: Sample.coat.id)
        #expect(invoices.shown?.package == Sample.mug.id && invoices.shown?.lines == nil)
        invoices.show(["of the mug"], of: Sample.mug.id)
        invoices.showTrouble("too late", of: Sample.mug.id)
        #expect(invoices.shown?.lines == ["of the mug"] && invoices.shown?.trouble == nil)
        #expect(invoices.end(1) != nil && invoices.isAsking && invoices.end(2) != nil && !invoices.isAsking)
    }

    @Test("the OMS is back only after an outage, not after it was slow")
    func connection() {
        var status = OMSStatus()
        let isBack = status.change(to: .online)
        #expect(isBack, "the first answer")
        #expect(!status.change(to: .slow) && !status.change(to: .online))
        #expect(!status.change(to: .offline("no route")) && status.change(to: .online))
    }

    @Test("what is not understood is said once")
    func toldOnce() {
        var status = OMSStatus()
        let state = PackageState(name: "Teslim", enumValue: "877")
        #expect(status.newStates(among: [state]) == [state] && status.newStates(among: [state]) == [])
        let missing = NoticeMessage.settingMissing(.notConfigured, .pack, nil)
        #expect(status.isNews(missing) && !status.isNews(missing) && status.isNews(.otherScheme("Token")))
    }

    @Test("the history keeps the last scans, and those of earlier runs behind them")
    func history() {
        var history = ScanHistory()
        func record(_ number: Int) -> ScanRecord {
            ScanRecord(
                answer: ScanAnswer(
                    number: number, input: "x", meaning: .unknown, outcome: .wrong, package: nil, message: .kept("")),
                canonical: "x", packageID: nil, time: Timestamp(microseconds: 0))
        }
        for number in 1...3 { history.add(record(number)) }
        history.addEarlier((4...300).map(record))
        #expect(
            history.scans.count == ScanHistory.most && history.scans.prefix(4).map(\.answer.number) == [3, 2, 1, 4])
    }
}
