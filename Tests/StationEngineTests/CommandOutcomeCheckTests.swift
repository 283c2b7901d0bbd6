import Language
import OMS
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

@Suite("What became of a command, from the package and its history")
struct CommandOutcomeCheckTests {
    /// 12:00:00 on the OMS's clock: when the command was sent.
    static let noon = Timestamp(microseconds: 1_747_051_200_000_000)

    struct Row: Sendable, CustomTestStringConvertible {
        var says: String
        var command: CommandIntent
        /// The state that the package is in.
        var state: String
        /// The id, seconds after the sending, transition, its target and its user.
        var logs: [(id: Int, at: Int?, transition: Int?, target: String, user: String)] = []
        /// The states that entries say they came from, by the entry's id.
        var sources: [Int: String] = [:]
        var known: Int? = 40
        var isWhole = true
        var expected: CommandOutcomeCheck

        var testDescription: String { says }
    }

    static let pack = intent("pack", .pack, 13, "Waiting", "Packed")
    static let information = intent("update", .shipmentInformation, 26, "Packed", "Packed")

    static func intent(
        _ name: String, _ kind: CommandKind?, _ transition: Int?, _ source: String?, _ target: String?
    ) -> CommandIntent {
        CommandIntent(
            package: 7, kind: kind, transition: transition, name: name, source: source.map { PackageState(name: $0) },
            target: target.map { PackageState(name: $0) })
    }

    static let table: [Row] = [
        Row(
            says: "its transition is in the log", command: pack, state: "Packed",
            logs: [(41, 1, 13, "Packed", "packer")], expected: .applied),
        Row(
            says: "it was applied, and the package has gone on since", command: pack, state: "Shipped",
            logs: [(42, 9, 15, "Shipped", "ali"), (41, 1, 13, "Packed", "packer")], expected: .applied),
        Row(
            says: "nothing is new and it stands where it stood", command: pack, state: "Waiting",
            logs: [(40, -900, 11, "Waiting", "x")], expected: .notApplied),
        Row(
            says: "its transition is in the log from before", command: pack, state: "Waiting",
            logs: [(40, -1, 13, "Packed", "packer")], expected: .notApplied),
        Row(
            says: "an entry that is new by its id, and older than a minute by its date, is from before a crash",
            command: pack, state: "Waiting", logs: [(41, -61, 13, "Packed", "packer")], expected: .notApplied),
        Row(
            says: "the clocks of the OMS's computers differ by half a minute", command: pack, state: "Packed",
            logs: [(41, -30, 13, "Packed", "packer")], expected: .applied),
        Row(
            says: "the log was not known, and the entry is of the second in which it was sent", command: pack,
            state: "Packed", logs: [(41, -1, 13, "Packed", "packer")], known: nil, expected: .applied),
        Row(
            says: "the log was not known, and the entry is older", command: pack, state: "Waiting",
            logs: [(41, -5, 13, "Packed", "packer")], known: nil, expected: .notApplied),
        Row(
            says: "an entry without a date counts as new", command: pack, state: "Packed",
            logs: [(41, nil, 13, "Packed", "packer")], expected: .applied),
        Row(
            says: "a short log has no transition: the state it leads to tells", command: pack, state: "Packed",
            logs: [(41, 1, nil, "Packed", "packer")], expected: .applied),
        Row(
            says: "another way to the same state is somebody else's", command: pack, state: "Packed",
            logs: [(41, 1, 14, "Packed", "ayse")],
            expected: .attention(.verbatim("wanted: pack; it is Packed since step 14 by ayse"))),
        Row(
            says: "something else happened", command: pack, state: "Blocked",
            logs: [(41, 1, 19, "Blocked", "ayse")],
            expected: .attention(.verbatim("wanted: pack; it is Blocked since step 19 by ayse"))),
        Row(
            says: "it stands where it stood, after there and back", command: pack, state: "Waiting",
            logs: [(42, 2, 20, "Waiting", "ali"), (41, 1, 19, "Blocked", "ayse")],
            expected: .attention(.verbatim("wanted: pack; it is Waiting since step 20 by ali"))),
        Row(
            says: "the log was known less well than the package, and shows only how it came to where it stood",
            command: intent("ship", .ship, 15, "Packed", "Shipped"), state: "Packed",
            logs: [(42, -1, 13, "Packed", "packer"), (41, -3, 11, "Preparing", "packer")],
            sources: [41: "Waiting", 42: "Preparing"], expected: .notApplied),
        Row(
            says: "it came there, left again and came back", command: pack, state: "Waiting",
            logs: [(43, 2, 20, "Waiting", "ali"), (42, 1, 19, "Blocked", "ali"), (41, -9, 20, "Waiting", "ali")],
            sources: [41: "Blocked", 42: "Waiting", 43: "Blocked"],
            expected: .attention(.verbatim("wanted: pack; it is Waiting since step 20 by ali"))),
        Row(
            says: "it left where it stood and came back", command: pack, state: "Waiting",
            logs: [(42, 2, 20, "Waiting", "ali"), (41, 1, 19, "Blocked", "ayse")],
            sources: [41: "Waiting", 42: "Blocked"],
            expected: .attention(.verbatim("wanted: pack; it is Waiting since step 20 by ali"))),
        Row(
            says: "it moved and the log does not say how", command: pack, state: "Cancelled",
            expected: .attention(.verbatim("wanted: pack; it is Cancelled"))),
        Row(
            says: "a history that could not be read whole proves nothing", command: pack, state: "Waiting",
            isWhole: false, expected: .attention(.verbatim("wanted: pack; it is Waiting"))),
        Row(
            says: "a command that leaves the state is told apart by the log", command: information, state: "Packed",
            logs: [(41, 0, 26, "Packed", "packer")], expected: .applied),
        Row(
            says: "and is not sent again where the log says nothing", command: information, state: "Packed",
            expected: .attention(
                .verbatim("wanted: update; it is Packed, as before, and its log does not say whether it was done"))),
        Row(
            says: "a command of which nobody knows where it leads is not sent again",
            command: intent("special", nil, 99, "Waiting", nil), state: "Waiting",
            expected: .attention(
                .verbatim("wanted: special; it is Waiting, as before, and its log does not say whether it was done"))),
        Row(
            says: "a known kind without a target changes the state", command: intent("pack", .pack, 13, "Waiting", nil),
            state: "Waiting", expected: .notApplied),
        Row(
            says: "where it stood is not known", command: intent("pack", .pack, 13, nil, "Packed"), state: "Waiting",
            expected: .attention(
                .verbatim("wanted: pack; it is Waiting, as before, and its log does not say whether it was done"))
        ),
    ]

    @Test("is decided by the table", arguments: table)
    func decided(row: Row) throws {
        let package = try #require(Package(raw: #"{"id": 7, "state": "\#(row.state)"}"#))
        let logs = try row.logs.map { log in
            let date = log.at.map { "\"\(Self.noon.advanced(bySeconds: $0).text)\"" } ?? "null"
            let transition = log.transition.map { #"{"id": \#($0), "name": "step \#($0)"}"# } ?? "null"
            let json = """
                {"id": \(log.id), "created_date": \(date), "transition": \(transition),
                "source_state": \(row.sources[log.id].map { "\"\($0)\"" } ?? "null"), "target_state": "\(log.target)",
                "user": "\(log.user)"}
                """
            return try #require(TransitionLog(JSONDocument(json).root))
        }
        let aftermath = CommandOutcomeCheck(
            row.command, package: package, history: .init(logs: logs, isWhole: row.isWhole),
            since: HistoryMark(time: Self.noon, knownLog: row.known))
        #expect(aftermath.inWords == row.expected.inWords)
    }
}

extension CommandOutcomeCheck {
    /// The outcome with what a person is told, in English.
    fileprivate var inWords: String {
        if case .attention(let why) = self { "attention: \(why.english)" } else { "\(self)" }
    }
}
