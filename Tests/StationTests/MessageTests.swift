import Barcode
import Language
import OMS
import StationTesting
import Testing

@testable import Station

@Suite("What the station says, as values")
struct MessageTests {
    private static let state = PackageState(name: "Hazır", enumValue: "400")
    private static let arrival = PackageUpdate.Arrival(state: "Packed", canBePacked: false, when: nil, user: nil)
    private static let update = PackageUpdate(goods: nil, state: arrival, hasNewAddress: false, facts: [])
    private static let difference = PackDifference(putIn: [.init(title: "Mug", count: 1)], takeOut: [])
    private static let unchecked = UncheckedUnits(count: 1, needed: 3, fault: nil)
    private static let dialog = DialogMessage.confirm(.kind(.ship), number: "7")
    private static let field = FormField(name: "v", label: "Value", .value(.text))
    private static let fault = CodeReader.read("8690001157693").error

    private static let scans: [ScanMessage] = [
        .nothingRead, .readTwice("7"), .readWithAnother("7"), .noEnter, .wordHeld("pack"), .nothingToConfirm,
        .acknowledged(nil), .acknowledgeFirst(.onlyTheEnd("7")), .answerFirst(dialog), .fillInFirst(.query),
        .modeSet(.open), .modes, .modeEnded(.shipEach, minutes: 10), .itemInMode, .perhaps("pak", word: "pack"),
        .howToLeave, .languageSet(.turkish), .languages, .packerSet("Ayşe"), .packerIs("Ayşe"), .noPacker,
        .noPackerName, .nextCounts(3), .countsOnce, .nothingToLeave, .did(.help),
        .goodbye, .leavingTooSoon, .leavingHalfChecked(number: "7", checked: 1, needed: 2),
        .leavingQueued(count: 2),
    ]
    private static let lookups: [LookupMessage] = [
        .noSuchPackage("7"), .notAskable("7"), .severalPackages("7", count: 2, isForPacker: true), .notReadYet("7"),
        .notFoundYet("7", read: 1, total: 2), .askingFor("7"), .notAskedFor("7", why: "no answer"),
        .noLongerAskedFor("7"), .cameSecond("7", .dialog(dialog)), .knownNow("7"),
        .meantForAnother(input: "pack", package: "7"),
    ]
    private static let bench: [BenchMessage] = [
        .nothingOpen(isScanAsked: true), .nothingSelected, .noneLeft, .opened(number: "7", state: "Ready", units: 1),
        .openedNext(number: "7", state: "Ready"), .openAlready(number: "7"), .leftComplete(number: "7"),
        .finished(number: "7", arrival),
        .packNotOffered(number: "7", .notOffered, state), .notCheckable(number: "7", .noItems, isForceAllowed: true),
        .stopped(number: "7", .pack, reason: "changed"), .updated(number: "7", update), .changed(number: "7"),
        .gone(number: "7"), .noLongerOpen(number: "7"), .checked(title: "Mug", checked: 1, needed: 2, left: 1),
        .checkedOfUnknown(title: "Mug", checked: 1, written: "x"), .allChecked(units: 1, .pack),
        .hasBarcode(title: "Mug", barcode: "869"), .noSuchItem("mug"),
        .takenBack(title: "Mug", count: 1, checked: 0, needed: 2), .nothingToTakeBack, .restarted(number: "7"),
        .restartUndone(checked: 1, needed: 2), .putAside(number: "7", checked: 1, needed: 2),
        .moved(1, of: 2, from: "7", to: "8", left: 1), .nothingToMove, .moveNeedsPackage,
        .notMovable(number: "7", state: nil),
    ]
    private static let commands: [CommandMessage] = [
        .queued(number: "7", .kind(.pack)), .applied(number: "7", .kind(.pack), state: nil),
        .givenUp(number: "7", .kind(.pack)), .queuedAlready(number: "7", .pack),
        .outcomeAwaited(number: "7", .pack), .decisionAwaited(number: "7", .pack, .retryOrDiscard(command: 1)),
        .notDecided(number: "7", .pack, []),
        .noReasons, .noSuchReason(id: 1), .noReasonCalled("x"), .nothingMissing, .forceNeeded(number: "7", unchecked),
        .forceForbidden(number: "7"), .checkAgainFirst(number: "7"), .retryCannotHelp(command: 1, .packageGone),
        .sendingAgain(command: 1), .givingUp(command: 1), .outcomeUnknown(command: "1"), .noneToRetry(command: "1"),
        .noneToDiscard(command: "1"),
        .unfinished(number: "7", .kind(.pack), .init(command: 1, stage: .queued, reason: nil, cause: nil)),
    ]
    private static let questions: [QuestionMessage] = [
        .asked(dialog, before: nil, answers: ["yes", "no"]), .form(.query, .keys(.query)),
        .notAnAnswer(input: "7", dialog), .ownCodeTooSoon("7"), .left(.form(.query)), .notPacked(number: "7"),
        .notShipped(number: "7"), .notAnswered(dialog), .notFilledIn(.query), .layoutKept, .commandInForm("7", .query),
        .packageInForm("7", number: "7", .query), .notAChoice("7", label: "Value"),
        .filledIn(field, next: field, isSpelled: false), .valueNeeded(label: "Value"),
        .valueNotTaken(label: "Value", expected: "a number", shown: "x"), .packageLeft(.query),
    ]
    private static let lists: [ListMessage] = [
        .filtered("mug", count: 1), .filterOff(count: 2), .scopeShown(.toPack, count: 2), .scopes, .refreshing,
        .refreshed(.toPack, total: 2), .notRefreshed(why: "no answer"), .asking("State Ready"), .queryOff(count: 2),
        .answered("State Ready", count: 1, .init(ignored: [], unchecked: [], others: 0, isCut: false)),
        .answerFailed("State Ready", .nothing, why: "no answer"),
    ]
    private static let documents: [DocumentMessage] = [
        .asked(number: "7"), .printing(number: "7"), .shown(number: "7"), .printed(number: "7"),
        .saved(number: "7", place: "a/b"), .failed(number: "7", why: "no answer"), .sending(.remoteID, number: "7"),
        .sentAlready(.remoteID, number: "7"), .set(.remoteID, number: "7", words: nil),
        .queued(.giftNote, number: "7"), .handedOver(.giftNote, number: "7"), .notPrintable(.invoice, number: "7"),
        .inDoubt(.invoice, number: "7"), .cameOut(.invoice, number: "7"),
    ]
    private static let labels: [LabelMessage] = [
        .printed(number: "7", isDue: true), .failed(number: "7"), .unknown(number: "7"), .changed(number: "7"),
        .confirmed(number: "7", left: 0), .due(number: "7"), .printing(number: "7"),
        .printingAgain(number: "7", .lost), .cameOut(number: "7"), .dismissed(number: "7"),
    ]
    private static let holder = PackageHolder(
        bench: "bench 5", packer: "Mehmet", since: Timestamp(microseconds: 0), token: 4
    )
    .words(in: .universal, at: Timestamp(microseconds: 0))
    private static let sharing: [SharingMessage] = [
        .claimed(number: "7", holder), .takingOver(number: "7"), .tookOver(number: "7", holder, checked: 1, needed: 2),
        .alone(why: "it is cut"), .together, .nothingToTakeOver,
        .countChosen(number: "7", checked: 2, needed: 3), .countAgain(number: "7"),
    ]
    private static let notices: [NoticeMessage] = [
        .statesNotUnderstood([state]), .settingMissing(.notConfigured, .pack, nil), .otherScheme("Token"),
        .unknownTerminal(type: "", takenFor: "xterm"), .trouble("no answer"),
    ]
    private static let alerts: [AlertMessage] =
        (fault.map { [.unreadable($0)] } ?? []) + [
            .notAnAnswer(input: "7", dialog), .unknownCode("7", nil, nil, isPackageOpen: false), .notKnownHere("7"),
            .onlyTheEnd("7"),
            .twoCodes("78", "7", "8"), .wrongItem("7", missing: []), .neededNowhere("7"),
            .tooMany(title: "Mug", count: 1, needed: 1, left: 0),
            .tooLate(title: "Mug", number: "7", .queued(.notFound)),
            .sameUnit(title: "Mug", serial: "1"), .oneUnit(title: "Mug", serial: "1"),
            .serialNeeded(title: "Mug", serials: ["1"]), .wrongSerial(title: "Mug", serial: "1", serials: ["2"]),
            .notComplete(number: "7", unchecked, []), .notOffered(number: "7", .pack, .notOffered, state, offered: []),
            .packageChanged(number: "7", update), .countsTakenBack(number: "7", difference.putIn),
            .packageGone(number: "7"), .packedWithout(number: "7", difference),
            .notAccepted(number: "7", .kind(.pack), reason: "the disk is full"),
            .notSent(number: "7", .kind(.pack), reason: nil, command: 1),
            .refused(number: "7", .kind(.pack), reason: nil, retry: nil),
            .needsDecision(number: "7", .kind(.pack), reason: nil, .discard(command: 1)),
            .factRefused(.remoteID, number: "7", why: "no"), .factUnknown(.remoteID, number: "7", why: "no answer"),
            .invoiceNotDone(.print, number: "7", why: "no printer"), .wrongLabel("78", of: "8", due: "7"),
            .printFailed(.label, number: "7", printer: "zebra", why: nil),
            .printUnknown(.label, number: "7", printer: "zebra"), .labelChanged(number: "7"),
            .takenOver(number: "7", holder),
            .alarm(
                .fileSetAside(
                    FileRecovery(
                        damage: "torn", setAside: "a", commands: 0, scans: 0, sessions: 0, isComplete: true))),
            .alarm(.commandFailed(.sound, why: "failed")), .alarm(.clockWrong(isAhead: true, seconds: 300)),
        ]

    /// One of each message.
    private static var all: [Message] {
        let first = scans.map(Message.scan) + lookups.map(Message.lookup) + bench.map(Message.bench)
        let second = commands.map(Message.command) + questions.map(Message.question) + lists.map(Message.list)
        return first + second + documents.map(Message.document) + labels.map(Message.label)
            + sharing.map(Message.sharing)
            + notices.map(Message.notice) + alerts.map(Message.alert) + [.kept("yesterday")]
    }

    @Test("every message has exactly one code, and every code is one message's")
    func oneCodeEach() {
        let codes = Self.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(Set(MessageCode.allCases).subtracting(codes).isEmpty)
    }

    @Test("every message says something")
    func saysSomething() {
        for message in Self.all where message != .command(.notDecided(number: "7", .pack, [])) {
            #expect(!message.text.isEmpty && message.text.first != " ", "\(message.code)")
        }
    }

    @Test("every message is a sentence in every language, with all that it names", arguments: LanguageTag.allCases)
    func inEveryLanguage(tag: LanguageTag) {
        let localizer = Localizer(PhraseCatalog(tag))
        for message in Self.all {
            let text = localizer.text(message.phrase)
            #expect(!text.contains("{") || text.contains("states: {"), "\(message.code): \(text)")
            #expect(text.wholeMatch(of: /[a-z-]+(\.[a-zA-Z-]+)+/) == nil, "\(message.code): \(text)")
        }
    }

    @Test("codes are lower case with hyphens, and each says in a line what is said with it")
    func form() {
        for code in MessageCode.allCases {
            #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(code)")
            #expect(code.meaning.hasSuffix(".") && code.meaning.count < 90, "\(code)")
        }
        #expect(Set(MessageCode.allCases.map(\.meaning)).count == MessageCode.allCases.count)
    }

    @Test("every word of a result is another one")
    func words() {
        #expect(Set(ResultWord.allCases.map(\.phrase.english)).count == ResultWord.allCases.count)
    }
}
