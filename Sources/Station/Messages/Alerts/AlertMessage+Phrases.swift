import Language
import OMS

// What alerts say, part by part.
extension AlertMessage {
    /// What is wrong, in two or three words.
    var title: Phrase {
        if case .alarm(let alarm) = self { return alarm.word.phrase }
        return Phrase("alert.\(titleKey)")
    }

    private var titleKey: String {
        switch self {
        case .tooMany(_, let count, _, let left) where count > 1 && left > 0: "too-many.units"
        case .countsTakenBack, .notSent: MessageCode.packageChanged.rawValue
        case .packedWithout(_, let difference) where difference.putIn.isEmpty && difference.unreadable == 0:
            MessageCode.packageChanged.rawValue
        case .factRefused: MessageCode.refused.rawValue
        case .invoiceNotDone(let use, _, _): "\(code.rawValue).\(use.rawValue)"
        default: code.rawValue
        }
    }

    /// What it is about.
    var scanned: Phrase? {
        switch self {
        case .unreadable, .alarm: nil
        case .notAnAnswer(let input, _): .verbatim(input)
        case .wrongItem(_, _, let known?): known.phrase
        case .unknownCode(let code, _, _, _), .notKnownHere(let code), .onlyTheEnd(let code),
            .twoCodes(let code, _, _), .wrongItem(let code, _, nil), .neededNowhere(let code):
            .verbatim(code)
        case .tooMany(let title, let count, _, _): .goods(title, count)
        case .sameUnit(let title, let serial), .oneUnit(let title, let serial), .wrongSerial(let title, let serial, _):
            Phrase("alert.about.serial", ["title": title, "serial": serial])
        case .serialNeeded(let title, _), .tooLate(let title, _, _): .verbatim(title)
        case .notComplete(let number, _, _):
            Phrase("alert.about.command", ["command": CommandKind.pack.phrase, "number": number])
        case .notOffered(let number, let kind, _, _, _, _):
            Phrase("alert.about.command", ["command": kind.phrase, "number": number])
        case .wrongLabel(let code, _, _): .verbatim(code)
        case .labelChanged(let number), .takenOver(let number, _): .verbatim(number)
        case .printFailed(let paper, let number, _, _), .printUnknown(let paper, let number, _):
            Phrase("alert.about.print", ["paper": paper.phrase, "number": number])
        case .packageChanged(let number, _), .countsTakenBack(let number, _), .packageGone(let number),
            .packedWithout(let number, _), .invoiceNotDone(_, let number, _):
            .verbatim(number)
        case .notAccepted(let number, let name, _), .notSent(let number, let name, _, _),
            .refused(let number, let name, _, _), .needsDecision(let number, let name, _, _):
            Phrase("alert.about.command", ["command": name.phrase, "number": number])
        case .factRefused(let fact, let number, _), .factUnknown(let fact, let number, _):
            Phrase("alert.about.fact", ["fact": fact.phrase, "number": number])
        }
    }

    /// What would have been right, or what happened.
    var expected: Phrase? {
        switch self {
        case .unreadable(let fault): fault.phrase
        case .notAnAnswer(_, let question): Phrase("alert.expected.answer", ["question": question.title])
        case .unknownCode(_, _, _, isPackageOpen: true): nil
        case .unknownCode(_, _, _, isPackageOpen: false): Phrase("alert.expected.anything")
        case .notKnownHere: Phrase("alert.expected.not-askable")
        case .onlyTheEnd: Phrase("alert.expected.whole-code")
        case .twoCodes(_, let first, let second):
            Phrase("alert.expected.one-code", ["first": first, "second": second])
        case .wrongItem(_, let missing, _):
            missing.isEmpty ? Self.nothingLeft : Phrase.list(missing.map { Phrase.verbatim($0) }, .dot)
        case .neededNowhere: Phrase("alert.expected.needed-item")
        case .tooMany(_, let count, let needed, let left) where count > 1 && left > 0:
            Self.counts(count, needed, left)
        case .tooMany(_, _, let needed, let left):
            left > 0
                ? Phrase("alert.expected.units-left", ["needed": Self.need(needed), "count": left])
                : Phrase("alert.expected.units-done", ["needed": Self.need(needed)])
        case .tooLate(_, let number, let why): Self.late(number, why)
        case .sameUnit: Phrase("alert.expected.another-unit")
        case .oneUnit: Phrase("alert.expected.scan-each")
        case .serialNeeded(_, let serials), .wrongSerial(_, _, let serials):
            serials.isEmpty
                ? Self.nothingLeft : Phrase("alert.expected.serial", ["serials": serials.joined(separator: ", ")])
        case .notComplete(_, _, let lines): .list(lines.map(\.phrase), .dot)
        case .notOffered(_, _, _, let state, let offered, _):
            offered.isEmpty
                ? Phrase("alert.expected.nothing-offered", ["state": state.name])
                : Phrase(
                    "alert.expected.offered", ["state": state.name, "commands": offered.joined(separator: ", ")])
        case .packageChanged, .countsTakenBack, .packageGone, .packedWithout, .notAccepted, .notSent, .refused,
            .needsDecision, .wrongLabel, .printFailed, .printUnknown, .labelChanged, .factRefused, .factUnknown,
            .invoiceNotDone, .takenOver, .alarm:
            whatHappened
        }
    }

    /// What happened to a package, a command or an invoice.
    private var whatHappened: Phrase? {
        switch self {
        case .packageChanged(_, let update): update.alarmingPhrase
        case .countsTakenBack(_, let counts): Phrase("difference.unneeded", ["goods": counts.phrase])
        case .packageGone: Phrase("alert.expected.gone")
        case .wrongLabel(_, let number, let due):
            Phrase("alert.expected.label-of", ["number": number, "due": due])
        case .printFailed(_, _, nil, let why): Self.shown(why)
        case .printFailed(_, _, let printer?, let why):
            Phrase("alert.expected.print-failed", ["printer": printer, "why": Self.shown(why)])
        case .printUnknown(_, _, let printer): Phrase("alert.expected.print-unknown", ["printer": printer])
        case .labelChanged: Phrase("alert.expected.label-changed")
        case .takenOver(_, let holder): Phrase("alert.expected.taken-over", ["holder": holder.phrase])
        case .packedWithout(_, let difference): difference.phrase
        case .notSent(_, _, let reason, _), .refused(_, _, let reason, _), .needsDecision(_, _, let reason, _):
            Self.shown(reason)
        case .notAccepted(_, _, let reason), .factRefused(_, _, let reason), .factUnknown(_, _, let reason),
            .invoiceNotDone(_, _, let reason):
            reason
        case .alarm(let alarm): alarm.phrase
        case .unreadable, .notAnAnswer, .unknownCode, .notKnownHere, .onlyTheEnd, .twoCodes, .wrongItem,
            .neededNowhere, .tooMany, .tooLate, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial, .notComplete,
            .notOffered:
            nil
        }
    }

    /// What to do now.
    var advice: Phrase {
        switch self {
        case .unreadable, .onlyTheEnd: Phrase("advice.scan-again")
        case .notOffered(_, _, _, _, _, isPackFirst: true):
            Phrase("advice.pack-first", ["pack": PhraseValue.command(.pack)])
        case .notOffered(_, let kind, let choice, let state, _, _):
            choice.setting(kind, state) ?? Phrase("advice.not-offered", ["refresh": PhraseValue.command(.refresh)])
        case .packageChanged(_, let update): update.advice
        case .packedWithout(_, let difference):
            Phrase(difference.mayNeedNothing ? "advice.take-out-some" : "advice.open-parcel")
        case .notSent(let number, _, _, let command):
            Phrase(
                "advice.not-sent",
                ["number": number, "discard": PhraseValue.word(.discard), "command": String(command)])
        case .refused(_, _, _, let retry?):
            Phrase("advice.refused.retry", ["retry": PhraseValue.word(.retry), "command": String(retry)])
        case .needsDecision(_, _, _, let decision): Phrase("advice.decide", ["decision": decision.phrase])
        case .invoiceNotDone(.show, _, _): Phrase("advice.not-shown", ["save": PhraseValue.word(.save)])
        case .invoiceNotDone(let use, _, _): Phrase("advice.not-done.\(use.rawValue)")
        case .printFailed, .printUnknown, .labelChanged:
            Phrase("advice.\(code.rawValue)", ["print": PhraseValue.command(.print)])
        case .alarm(let alarm): alarm.advice
        case .tooMany(_, let count, _, let left) where count > 1 && left > 0: Phrase("advice.scan-each")
        case .sameUnit, .oneUnit: Phrase("advice.scan-each")
        default: Phrase("advice.\(code.rawValue)")
        }
    }

    /// The same beside the prompt, in one sentence.
    var sentence: Phrase {
        switch self {
        case .unknownCode(let code, let error, let guess, _):
            .list(
                [
                    Phrase(
                        "alert.said.unknown-code",
                        ["code": code, "why": error?.phrase ?? Phrase("alert.nothing-has-it")]),
                    guess.map { Phrase("alert.said.layout", ["layout": $0.layout.title, "code": $0.code]) },
                ], .blank)
        case .notAnAnswer(let input, let question):
            Phrase("alert.said.no-answer", ["code": input, "question": question.title])
        case .unreadable(let fault): Phrase("alert.said.unreadable", ["why": fault.phrase])
        case .notKnownHere(let code): Phrase("alert.said.not-known-here", ["code": code])
        case .onlyTheEnd(let code): Phrase("alert.said.only-the-end", ["code": code])
        case .twoCodes(_, let first, let second):
            Phrase("alert.said.two-codes", ["first": first, "second": second])
        case .wrongItem(_, _, let known?): Phrase("alert.said.wrong-item.known", ["goods": known.phrase])
        case .wrongItem(let code, _, nil): Phrase("alert.said.wrong-item", ["code": code])
        case .neededNowhere(let code): Phrase("alert.said.needed-nowhere", ["code": code])
        case .tooMany(let title, let count, let needed, let left) where count > 1 && left > 0:
            Phrase("alert.said.counts", ["title": title, "counts": Self.counts(count, needed, left)])
        case .tooMany(let title, let count, let needed, let left):
            Phrase(
                "alert.said.too-many",
                ["title": title, "needed": Self.need(needed), "left": left, "count": count])
        case .tooLate(_, let number, let why): Phrase("sentence", ["text": Self.late(number, why)])
        case .serialNeeded(let title, let serials):
            Phrase(
                "alert.said.serial-needed",
                ["title": title, "serials": Phrase.list(serials.map { .verbatim($0) }, .or)])
        case .sameUnit(let title, let serial):
            Phrase("alert.said.same-unit", ["title": title, "serial": serial])
        case .notComplete(_, let unchecked, _):
            unchecked.fault.map(\.sentence)
                ?? Phrase("alert.said.not-complete", ["count": unchecked.count, "needed": unchecked.needed])
        case .oneUnit, .wrongSerial, .notOffered, .packageChanged, .countsTakenBack, .packageGone, .packedWithout,
            .notAccepted, .notSent, .refused, .needsDecision, .factRefused, .factUnknown, .invoiceNotDone, .wrongLabel,
            .printFailed, .printUnknown, .labelChanged, .takenOver, .alarm:
            sentenceAboutPackage
        }
    }

    private var sentenceAboutPackage: Phrase {
        switch self {
        case .notOffered(let number, let kind, let choice, let state, _, _):
            Phrase("alert.said.not-offered", ["number": number, "trouble": choice.trouble(kind, state)])
        case .notSent(let number, _, let reason, _), .refused(let number, _, let reason, _),
            .needsDecision(let number, _, let reason, _):
            Phrase("alert.said.why", ["number": number, "why": Self.shown(reason)])
        case .notAccepted(let number, let name, let reason):
            Phrase("alert.said.not-accepted", ["number": number, "command": name.phrase, "why": reason])
        case .factRefused(_, let number, let why): Phrase("alert.said.why", ["number": number, "why": why])
        case .factUnknown(_, let number, let why): Phrase("alert.said.fact-unknown", ["number": number, "why": why])
        case .invoiceNotDone(let use, let number, let why):
            Phrase("alert.said.not-done.\(use.rawValue)", ["number": number, "why": why])
        case .alarm(let alarm): alarm.phrase
        case .unreadable, .notAnAnswer, .unknownCode, .notKnownHere, .onlyTheEnd, .twoCodes, .wrongItem,
            .neededNowhere, .tooMany, .tooLate, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial, .notComplete,
            .packageChanged, .countsTakenBack, .packageGone, .packedWithout, .wrongLabel, .printFailed, .printUnknown,
            .labelChanged, .takenOver:
            Phrase(
                "alert.said.about", ["about": scanned ?? .verbatim(""), "what": expected ?? advice])
        }
    }

    private static let nothingLeft = Phrase("alert.expected.nothing")

    private static func need(_ count: Int) -> Phrase { Phrase("alert.needed", ["count": count]) }

    /// Says that a code stands for more units than are still needed.
    private static func counts(_ count: Int, _ needed: Int, _ left: Int) -> Phrase {
        left < needed
            ? Phrase("alert.counts.left", ["counted": count, "needed": Self.need(needed), "left": left])
            : Phrase("alert.counts", ["counted": count, "needed": Self.need(needed)])
    }

    private static func late(_ number: String, _ why: Lateness) -> Phrase {
        switch why {
        case .queued(.pack): Phrase("alert.late", ["number": number])
        case .queued(let kind): Phrase("alert.late.command", ["number": number, "command": kind.phrase])
        case .undecided(let kind, let decision):
            Phrase("alert.late.decision", ["number": number, "command": kind.phrase, "decision": decision.phrase])
        case .state(let state): Phrase("alert.late.state", ["number": number, "state": state])
        }
    }

    private static func shown(_ reason: Phrase?) -> Phrase { reason ?? Phrase("alert.no-reason") }
}

extension AlertMessage.KnownGoods {
    /// What it is, and who needs it.
    fileprivate var phrase: Phrase { Phrase("alert.known-goods", ["goods": title ?? code, "number": number]) }
}

extension PackageUpdate {
    /// What must be acknowledged.
    fileprivate var alarmingPhrase: Phrase {
        .list(
            [
                state.flatMap { $0.canBePacked ? nil : Phrase("update.state", ["state": $0.phrase]) },
                goods?.phrase,
                hasNewAddress ? Phrase("update.label-address") : nil,
            ], .semicolon)
    }

    fileprivate var advice: Phrase {
        if state?.canBePacked == false { return Phrase("advice.do-not-pack") }
        guard let goods else { return Phrase("advice.new-label") }
        return Phrase(goods.mayNeedNothing ? "advice.take-out-some" : "advice.change-parcel")
    }
}

extension PackDifference {
    /// Whether the parcel may be right as it is: all that changed is that goods which were not checked are not needed.
    fileprivate var mayNeedNothing: Bool { putIn.isEmpty && takeOut.isEmpty && unreadable == 0 }
}
