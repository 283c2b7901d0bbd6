import Foundation
import StationTesting
import Testing

@Suite("What the driver watches")
struct WatchedPartsTests {
    /// Every public part of the model, and what holds it: aspects that tests state, rules that hold for every step, or why
    /// it needs neither.
    private static let parts: [String: String] = [
        "list": "list", "listed": "list", "isFiltering": "filter", "mode": "mode",
        "sharing": "comes with an event alone", "holder": "comes with an event alone",
        "isAlone": "follows from sharing", "claimedPackages": "comes with an event alone", "packer": "packer",
        "board": "comes with an event alone", "needs": "follows from outbox, labels and printerTroubles",
        "prompt": "prompt", "bench": "open",
        "subject": "open", "focus": "focus", "page": "page", "pageTop": "top", "result": "says", "alerts": "alert",
        "dialog": "asks", "form": "asks", "connection": "connection", "filling": "filling", "document": "document",
        "waitingPrintCount": "labels", "unconfirmedLabelCount": "labels", "labelAttentionCount": "labels",
        "prints": "comes with an event alone; see labels", "printerTroubles": "comes with an event alone",
        "labelStanding": "follows from prints", "standing": "follows from prints",
        "labelNeed": "follows from prints", "need": "follows from prints", "labelsToScan": "follows from prints",
        "awaitedLabels": "comes with an event alone; see labels",
        "queuedCount": "outbox", "attentionCount": "outbox",
        "sessions": "rule: changes with effects that keep them", "scans": "rule: the newest are those of the journal",
        "settings": "rule: changes with a choice that is kept", "hasQuit": "rule: comes with its effect",
        "now": "the driver's clock", "scansKept": "a number that stays", "index": "comes with an event alone; see list",
        "fresh": "comes with an event alone", "hasNewVersion": "comes with an event alone",
        "reasons": "comes with an event alone", "reason": "follows from reasons",
        "outbox": "comes with an event alone; see queuedCount", "pendingCommand": "follows from outbox",
        "hasUnfinishedCommands": "follows from outbox and effects", "unfinished": "follows from outbox",
        "unansweredQuestion": "follows from dialog and form",
        "isSettled": "follows from what is asked for and not there",
        "takesScans": "follows from what waits", "number": "follows from index",
        "missingSettings": "follows from index",
        "modeTally": "follows from scans and outbox", "progress": "follows from sessions",
        "isCompleteAndNotPacked": "follows from sessions", "completeCount": "follows from sessions",
        "nextFactor": "said by the scan that sets it", "forceQuestion": "follows from bench",
        "takesChecks": "follows from bench", "endingCommand": "follows from outbox", "handle": "what changes all of it",
        "phrase": "a sentence of a terminal's type, not of the station",
    ]

    @Test("every public part of the model is watched, or it is said why it need not be")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Station")
            .standardized
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            found.formUnion(Self.publicParts(of: try String(contentsOf: file, encoding: .utf8)))
        }
        #expect(found.subtracting(Self.parts.keys).isEmpty, "nobody watches these")
        #expect(Set(Self.parts.keys).subtracting(found).isEmpty, "these are no parts of the model")
        let aspects = Set(Self.parts.values.filter { !$0.contains(" ") })
        #expect(aspects == Set(Aspect.allCases.map(\.rawValue)))
    }

    /// The names of the public properties and functions in what a source declares in the model itself.
    private static func publicParts(of source: String) -> Set<String> {
        var (names, isInModel): (Set<String>, Bool) = ([], false)
        for line in source.split(separator: "\n") {
            if line.hasPrefix("extension StationModel {") || line.hasPrefix("public struct StationModel:") {
                isInModel = true
            }
            if line == "}" { isInModel = false }
            guard isInModel, let match = line.firstMatch(of: /^    public [a-z() ]*?(?:var|let|func) (\w+)/) else {
                continue
            }
            names.insert(String(match.1))
        }
        return names
    }
}
