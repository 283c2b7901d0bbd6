@testable import Language
@testable import OMS
@testable import Station
@testable import StationEngine
@testable import Warehouse

/// What must hold for any text that another bench wrote into the warehouse: it is understood or passed over, what is
/// understood is written so that it is understood as the same, and no count of it is absurd.
enum SharingRules {
    private static let kinds = ["package", "heard", "unread", "mark", "comparing", "compared", "reasons", "later"]

    /// Checks an input as a row of the feed, as a session, as a notice and as a kept phrase.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let text = String(decoding: input, as: UTF8.self)
        for kind in kinds { try checkRow(FeedContent(kind: kind, package: 73, payload: text)) }
        _ = ChangeNotice.change(text, location: "369")
        try checkSession(text)
        try checkPhrase(text)
    }

    private static func checkRow(_ content: FeedContent) throws(BrokenRule) {
        let payload: String? = if case .package(_, let json) = content { json } else { content.payload?.text }
        let again = FeedContent(kind: content.kind.word, package: content.kind.package, payload: payload)
        // Ids are written in their order.
        if case .compared(let since, let ids) = content {
            try require(again == .compared(since: since, ids: ids.sorted()), "\(content) is written as \(again)")
        } else {
            try require(again == content, "\(content) is written as \(again)")
        }
    }

    private static func checkSession(_ text: String) throws(BrokenRule) {
        guard let json = try? JSONValue(text: text), var session = PackingSession(package: 73, json) else { return }
        try require(PackingSession(package: 73, session.json) == session, "\(session) is written otherwise")
        try require(session.checks.allSatisfy { $0.count > 0 }, "a check of nothing in \(session)")
        try require(session.count >= 0, "\(session.count) units")
        let units = session.count
        let taken = session.takeBackExcess(over: []).reduce(0) { $0 + $1.count }
        try require(taken == units && session.count == 0, "\(taken) of \(units) units are taken back")
    }

    private static func checkPhrase(_ text: String) throws(BrokenRule) {
        let phrase = Phrase(stored: text)
        try require(Phrase(stored: phrase.stored) == phrase, "\(phrase) is kept as \(phrase.stored)")
        for localizer in localizers { _ = (localizer.text(phrase), localizer.forms(phrase)) }
    }

    private static let localizers = LanguageTag.allCases.map { Localizer(PhraseCatalog($0), commands: [:]) }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_sharing")
    public func fuzzSharing(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: SharingRules.check)
    }
#endif
