import OMS

/// What an alert says, as a value; its sentences are made here and nowhere else.
enum AlertMessage: Equatable {
    /// A command code was scanned that is no answer to the question that was open.
    case notAnAnswer(input: String, question: String)
    /// A unit with this serial number was counted before.
    case sameUnit(title: String, serial: String)
    /// A serial number stands for one unit, and more were to be counted by it.
    case oneUnit(title: String, serial: String)
    /// Only units with these serial numbers are needed, and the code had none.
    case serialNeeded(title: String, serials: [String])
    /// Only units with these serial numbers are needed, and the code had another.
    case wrongSerial(title: String, serial: String, serials: [String])
    /// The open package changed, and not by this bench.
    case packageChanged(number: String, PackageUpdate)
    /// What was checked of a package that was put aside is no longer all needed.
    case countsTakenBack(number: String, [PackDifference.Change])
    /// The OMS no longer has the open package, or it is another location's.
    case packageGone(number: String)
    /// A package was packed, and has goods that were not in the parcel.
    case packedWithout(number: String, PackDifference)
    /// A command was not sent, because the package is not what it was given for.
    ///
    /// The number is that of the command.
    case notSent(number: String, word: String, reason: String, command: Int)
    /// The OMS refused a command, in these words; the number of the command where sending it again may help.
    case refused(number: String, word: String, reason: String, retry: Int?)

    /// What is wrong, in two or three words.
    var title: String {
        switch self {
        case .notAnAnswer: "NO ANSWER"
        case .sameUnit: "SAME UNIT AGAIN"
        case .oneUnit: "ONE SERIAL, ONE UNIT"
        case .serialNeeded: "SCAN THE SERIAL"
        case .wrongSerial: "WRONG SERIAL"
        case .packageChanged, .countsTakenBack, .notSent: "PACKAGE CHANGED"
        case .packedWithout(_, let difference) where difference.putIn.isEmpty && difference.unreadable == 0:
            "PACKAGE CHANGED"
        case .packageGone: "PACKAGE GONE"
        case .packedWithout: "NOT IN THE PARCEL"
        case .refused: "REFUSED"
        }
    }

    /// What it is about.
    var scanned: String {
        switch self {
        case .notAnAnswer(let input, _): input
        case .sameUnit(let title, let serial), .oneUnit(let title, let serial), .wrongSerial(let title, let serial, _):
            "\(title), serial \(serial)"
        case .serialNeeded(let title, _): title
        case .packageChanged(let number, _), .countsTakenBack(let number, _), .packageGone(let number),
            .packedWithout(let number, _):
            number
        case .notSent(let number, let word, _, _), .refused(let number, let word, _, _): "\(word) \(number)"
        }
    }

    /// What would have been right, or what happened.
    var expected: String? {
        switch self {
        case .notAnAnswer(_, let question): "an answer to “\(question)”"
        case .sameUnit: "another unit: this one was counted"
        case .oneUnit: "a scan for each unit"
        case .serialNeeded(_, let serials), .wrongSerial(_, _, let serials):
            serials.isEmpty ? "nothing: all is checked" : "serial " + serials.joined(separator: ", ")
        case .packageChanged(_, let update): update.alarmingWords
        case .countsTakenBack(_, let counts):
            "no longer needed: " + counts.map(\.words).joined(separator: ", ")
        case .packageGone: "it was deleted, or is another location's now"
        case .packedWithout(_, let difference): difference.words
        case .notSent(_, _, let reason, _), .refused(_, _, let reason, _): reason
        }
    }

    /// What to do now.
    var advice: String {
        switch self {
        case .notAnAnswer: "The question was closed, and nothing was done. Give the command again."
        case .sameUnit, .oneUnit: "Scan the units one by one."
        case .serialNeeded: "Scan the serial number on the goods."
        case .wrongSerial: "Put it back and take the unit with that serial number."
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
        case .notSent(let number, _, _, let command):
            "Nothing was sent. Open \(number), check it again, and give the command again; discard \(command) gives it up."
        case .refused(_, _, _, let retry?): "Nothing was changed. The word retry \(retry) sends it again."
        case .refused: "Nothing was changed. Open the package to see what can be done."
        }
    }

    /// Whether scanning what is right acknowledges it; what happened to a package or a command needs a person.
    var isAnsweredByScan: Bool {
        switch self {
        case .notAnAnswer, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial: true
        case .packageChanged, .countsTakenBack, .packageGone, .packedWithout, .notSent, .refused: false
        }
    }

    /// The same beside the prompt, in one sentence.
    var sentence: String {
        switch self {
        case .serialNeeded(_, let serials): "\(scanned): scan its serial number, \(serials.joined(separator: " or "))."
        case .sameUnit: "\(scanned), was counted before: scan another unit."
        default: "\(scanned): \(expected ?? advice)."
        }
    }

    /// What it is about.
    var subject: Alert.Subject {
        switch self {
        case .notAnAnswer, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial: .scan
        case .packageChanged, .countsTakenBack, .packageGone, .packedWithout: .package
        case .notSent, .refused: .command
        }
    }

    /// Whether it names the same goods of a package as a command that was stopped because of them.
    func isTold(by stopped: AlertMessage) -> Bool {
        guard case .packageChanged(let number, let update) = self, case .notSent(number, _, _, _) = stopped else {
            return false
        }
        return update.state?.canBePacked ?? true && !update.hasNewAddress
    }
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

extension PackageUpdate.Arrival {
    /// The state, since when and by whom, in words.
    var words: String {
        state + (when.map { " since \($0)" } ?? "") + (user.map { ", by \($0)" } ?? "")
    }
}

extension Alert {
    /// An alert that says this.
    init(_ message: AlertMessage, happened: Timestamp? = nil, at now: Moment) {
        self.init(
            message.title, scanned: message.scanned, expected: message.expected, advice: message.advice,
            subject: message.subject, isAnsweredByScan: message.isAnsweredByScan, happened: happened, message: message,
            at: now)
    }
}
