import Barcode
import OMS

// The sentences of alerts, in English.
extension AlertMessage {
    /// What is wrong, in two or three words.
    var title: String {
        switch self {
        case .unreadable: "UNREADABLE SCAN"
        case .notAnAnswer: "NO ANSWER"
        case .unknownCode: "UNKNOWN CODE"
        case .onlyTheEnd: "INCOMPLETE SCAN"
        case .twoCodes: "TWO CODES AT ONCE"
        case .wrongItem: "WRONG ITEM"
        case .neededNowhere: "NOBODY NEEDS IT"
        case .tooMany: "ONE TOO MANY"
        case .tooLate: "TOO LATE"
        case .sameUnit: "SAME UNIT AGAIN"
        case .oneUnit: "ONE SERIAL, ONE UNIT"
        case .serialNeeded: "SCAN THE SERIAL"
        case .wrongSerial: "WRONG SERIAL"
        case .notComplete: "NOT COMPLETE"
        case .notOffered: "NOT NOW"
        case .packageChanged, .countsTakenBack, .notSent: "PACKAGE CHANGED"
        case .packedWithout(_, let difference) where difference.putIn.isEmpty && difference.unreadable == 0:
            "PACKAGE CHANGED"
        case .packageGone: "PACKAGE GONE"
        case .packedWithout: "NOT IN THE PARCEL"
        case .notAccepted: "NOT ACCEPTED"
        case .refused, .factRefused: "REFUSED"
        case .needsDecision: "NEEDS YOU"
        case .factUnknown: "NOT KNOWN"
        case .invoiceNotDone(.show, _, _): "NOT SHOWN"
        case .invoiceNotDone(.print, _, _): "NOT PRINTED"
        case .invoiceNotDone(.save, _, _): "NOT SAVED"
        case .alarm(let alarm): alarm.word.text
        }
    }

    /// What it is about.
    var scanned: String? {
        switch self {
        case .unreadable, .alarm: nil
        case .notAnAnswer(let input, _): input
        case .unknownCode(let code, _, _, _), .onlyTheEnd(let code), .twoCodes(let code, _, _),
            .wrongItem(let code, _), .neededNowhere(let code):
            code
        case .tooMany(let title, let count, _, _): count == 1 ? title : "\(count) × \(title)"
        case .sameUnit(let title, let serial), .oneUnit(let title, let serial), .wrongSerial(let title, let serial, _):
            "\(title), serial \(serial)"
        case .serialNeeded(let title, _), .tooLate(let title, _, _): title
        case .notComplete(let number, _, _): "pack \(number)"
        case .notOffered(let number, let kind, _, _, _): "\(kind.word) \(number)"
        case .packageChanged(let number, _), .countsTakenBack(let number, _), .packageGone(let number),
            .packedWithout(let number, _), .invoiceNotDone(_, let number, _):
            number
        case .notAccepted(let number, let name, _), .notSent(let number, let name, _, _),
            .refused(let number, let name, _, _), .needsDecision(let number, let name, _, _):
            "\(name.text) \(number)"
        case .factRefused(let fact, let number, _), .factUnknown(let fact, let number, _): "\(fact.name) of \(number)"
        }
    }

    /// What would have been right, or what happened.
    var expected: String? {
        switch self {
        case .unreadable(let fault): "\(fault)"
        case .notAnAnswer(_, let question): "an answer to “\(question.title)”"
        case .unknownCode(_, _, _, true): nil
        case .unknownCode(_, _, _, false): "a package, an order, or an item that a package needs"
        case .onlyTheEnd: "a whole code: its first characters were lost"
        case .twoCodes(_, let first, let second): "\(first) or \(second), one at a time"
        case .wrongItem(_, []): "nothing: all is checked"
        case .wrongItem(_, let missing): missing.joined(separator: " · ")
        case .neededNowhere: "an item that a package still needs"
        case .tooMany(_, _, let needed, let left):
            "\(Self.need(needed)), \(left > 0 ? "\(left) to go" : "all checked")"
        case .tooLate: Self.late(self)
        case .sameUnit: "another unit: this one was counted"
        case .oneUnit: "a scan for each unit"
        case .serialNeeded(_, let serials), .wrongSerial(_, _, let serials):
            serials.isEmpty ? "nothing: all is checked" : "serial " + serials.joined(separator: ", ")
        case .notComplete(_, _, let lines): lines.map(\.text).joined(separator: " · ")
        case .notOffered(_, _, _, let state, let offered):
            "it is \(state.name); offered: \(offered.isEmpty ? "nothing" : offered.joined(separator: ", "))"
        case .packageChanged(_, let update): update.alarmingWords
        case .countsTakenBack(_, let counts):
            "no longer needed: " + counts.map(\.words).joined(separator: ", ")
        case .packageGone: "it was deleted, or is another location's now"
        case .packedWithout(_, let difference): difference.words
        case .notSent(_, _, let reason, _), .refused(_, _, let reason, _), .needsDecision(_, _, let reason, _):
            Self.shown(reason)
        case .notAccepted(_, _, let reason), .factRefused(_, _, let reason), .factUnknown(_, _, let reason),
            .invoiceNotDone(_, _, let reason):
            reason
        case .alarm(let alarm): alarm.text
        }
    }

    /// What to do now.
    var advice: String {
        switch self {
        case .unreadable, .onlyTheEnd: "Scan it again."
        case .notAnAnswer: "The question was closed, and nothing was done. Give the command again."
        case .unknownCode: "Badly read, or a wrong label: scan it again."
        case .twoCodes: "Scan them one after the other."
        case .wrongItem: "Put it back and scan an item of this package."
        case .neededNowhere: "Put it back, or scan its package."
        case .tooMany: "Take it out of the parcel."
        case .tooLate: "Scan the next package first."
        case .sameUnit, .oneUnit: "Scan the units one by one."
        case .serialNeeded: "Scan the serial number on the goods."
        case .wrongSerial: "Put it back and take the unit with that serial number."
        case .notComplete: "Check the items that are missing."
        case .notOffered(_, let kind, let choice, let state, _):
            choice.setting(kind, state) ?? "Refresh with F5 if that is not what it should be."
        case .packageChanged(_, let update):
            if update.state?.canBePacked == false {
                "Do not pack it. Put the goods back."
            } else {
                update.goods.map {
                    $0.mayNeedNothing
                        ? "If some of it is in the parcel, take it out." : "Change the parcel, then acknowledge this."
                } ?? "Get a new label for it."
            }
        case .countsTakenBack: "Take them out of the parcel."
        case .packageGone: "Put the goods back."
        case .packedWithout(_, let difference):
            difference.mayNeedNothing
                ? "If some of it is in the parcel, take it out."
                : "Open the parcel and put it right, or tell whoever decides."
        case .notAccepted: "Nothing was sent. Give the command again when the disk is well."
        case .notSent(let number, _, _, let command):
            "Nothing was sent. Open \(number), check it again, and give the command again; discard \(command) gives it up."
        case .refused(_, _, _, let retry?): "Nothing was changed. The word retry \(retry) sends it again."
        case .refused: "Nothing was changed. Open the package to see what can be done."
        case .needsDecision(_, _, _, let decision): "Look at the package, then decide by a word: \(decision.text)."
        case .factRefused: "Nothing was changed."
        case .factUnknown: "Look at the package before you do it again: it may have been done."
        case .invoiceNotDone(.show, _, _): "The word save keeps the invoice as it is."
        case .invoiceNotDone(.print, _, _): "Look at the printer, then print the invoice again."
        case .invoiceNotDone(.save, _, _): "Tell who looks after the station; then save the invoice again."
        case .alarm(let alarm): alarm.advice
        }
    }

    /// The same beside the prompt, in one sentence.
    var sentence: String {
        switch self {
        case .unreadable(let fault): "The scan could not be read: \(fault)"
        case .notAnAnswer(let input, let question): "\(input) is no answer to “\(question.title)”."
        case .unknownCode(let code, let error, let guess, _):
            "\(code) is not known: \(error.map { "\($0)" } ?? "no package and no item has it.")"
                + (guess.map { " Under the keyboard layout \($0.layout.title) it would be \($0.code)." } ?? "")
        case .onlyTheEnd(let code): "\(code) is only the end of a code of this package."
        case .twoCodes(_, let first, let second): "\(first) and \(second) ran together."
        case .wrongItem(let code, _): "\(code) is not in this package."
        case .neededNowhere(let code): "\(code): no package that is to be packed needs it."
        case .tooMany(let title, let count, let needed, let left):
            "\(title): \(Self.need(needed)), \(left) to go; \(count) more is too many."
        case .tooLate: "\(Self.late(self))."
        case .serialNeeded(let title, let serials):
            "\(title): scan its serial number, \(serials.joined(separator: " or "))."
        case .sameUnit: "\(scanned ?? ""), was counted before: scan another unit."
        case .notComplete(_, let unchecked, _):
            unchecked.fault == nil
                ? "\(unchecked.count) of \(unchecked.needed) units are not checked."
                : "\(unchecked.words.capitalizedFirst)."
        case .notOffered(let number, let kind, let choice, let state, _):
            "\(number) \(choice.trouble(kind, state))"
        case .notSent(let number, _, let reason, _), .refused(let number, _, let reason, _),
            .needsDecision(let number, _, let reason, _):
            "\(number): \(Self.shown(reason))"
        case .notAccepted(let number, let name, let reason): "\(number): \(name.text) was not accepted: \(reason)"
        case .factRefused(_, let number, let why): "\(number): \(why)"
        case .factUnknown(_, let number, let why): "\(number): not known whether it was done: \(why)"
        case .invoiceNotDone(let use, let number, let why): "The invoice of \(number) was not \(use.done): \(why)"
        case .alarm(let alarm): alarm.text
        case .oneUnit, .wrongSerial, .packageChanged, .countsTakenBack, .packageGone, .packedWithout:
            "\(scanned ?? ""): \(expected ?? advice)."
        }
    }

    private static func need(_ count: Int) -> String { count == 1 ? "1 is needed" : "\(count) are needed" }

    private static func late(_ message: AlertMessage) -> String {
        guard case .tooLate(_, let number, let state) = message else { return "" }
        return "\(number) is \(state ?? "queued to be packed"): nothing more goes in"
    }

    private static func shown(_ reason: String?) -> String { reason ?? "no reason was given" }
}

extension PackageUpdate {
    /// What must be acknowledged, in words.
    fileprivate var alarmingWords: String {
        var words: [String] = []
        if let state, !state.canBePacked { words.append("it is " + state.words) }
        if let goods { words.append(goods.words) }
        if hasNewAddress { words.append("it goes to another address, and its label shows the old one") }
        return words.joined(separator: "; ")
    }
}

extension PackDifference {
    /// Whether the parcel may be right as it is: all that changed is that goods which were not checked are not needed.
    fileprivate var mayNeedNothing: Bool { putIn.isEmpty && takeOut.isEmpty && unreadable == 0 }
}

extension DocumentUse {
    /// What is said of a document with which it was done.
    fileprivate var done: String {
        switch self {
        case .show: "shown"
        case .print: "printed"
        case .save: "saved"
        }
    }
}

extension Alarm {
    /// The sentence for people.
    public var text: String {
        switch self {
        case .fileSetAside(let recovery):
            "The station's file could not be used (\(recovery.damage)) and is set aside as \(recovery.setAside). Saved: "
                + "\(recovery.commands) commands, \(recovery.scans) scans, \(recovery.sessions) checks"
                + (recovery.isComplete ? "; that is all there were." : "; others may be lost.")
        case .commandFailed(.sound, let why): "The sound command \(why)."
        }
    }

    /// What is wrong, in two or three words.
    var word: ResultWord {
        switch self {
        case .fileSetAside: .fileSetAside
        case .commandFailed(.sound, _): .noSound
        }
    }

    fileprivate var advice: String {
        switch self {
        case .fileSetAside(let recovery):
            recovery.isComplete
                ? "Nothing is lost; tell who looks after the station."
                : "Look at the packages of this bench that were packed last, and tell who looks after the station."
        case .commandFailed(.sound, _): "Watch the screen: tones may be missing. Tell who looks after the station."
        }
    }
}
