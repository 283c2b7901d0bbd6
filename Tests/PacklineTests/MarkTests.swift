import Foundation
import Language
import OMS
import Testing

@testable import packline

@Suite("Commands and states of the configuration, held against what the OMS has")
struct MarkTests {
    private static func package(
        _ id: Int, _ state: String, _ value: String, _ commands: [Int: String]
    ) throws -> Package {
        let listed = commands.sorted { $0.key < $1.key }.map { #"{"id": \#($0.key), "name": "\#($0.value)"}"# }
        let raw = """
            {"id": \(id), "number": "00\(id)", "state": {"id": \(id), "name": "\(state)", "enum_value": "\(value)"},
             "commands": [\(listed.joined(separator: ", "))]}
            """
        return try #require(Package(raw: raw))
    }

    private static func findings(
        _ marks: [CommandKind: CommandIdentifiers], listing: Bool = true
    ) throws -> [Finding] {
        let commands: [Int: String] = listing ? [13: "Paketle", 16: "Reddet"] : [:]
        let packages = try [
            package(1, "Waiting", "100", commands), package(2, "Preparing", "200", commands),
            package(3, "Packed", "500", listing ? [15: "Kargola"] : [:]),
        ]
        let table = CommandTable(marks)
        return CommandKind.allCases.flatMap { MarkCheck($0, packages, table)?.findings ?? [] }
    }

    @Test(
        "what fits no command is named with the commands that there are",
        arguments: [
            (CommandIdentifiers(transitions: [99]), "99"), (CommandIdentifiers(transitions: [98, 99]), "98, 99"),
            (CommandIdentifiers(slugs: ["complet"]), "complet"), (CommandIdentifiers(names: ["Paketl"]), "Paketl"),
            (CommandIdentifiers(targets: ["745"]), "745"),
            (CommandIdentifiers(byState: ["100": 98, "Preparing": 99]), "98, 99"),
        ])
    func nothing(marks: CommandIdentifiers, written: String) throws {
        let sentence =
            "commands.pack: \(written) fits no command; the OMS offers “Paketle” (13), “Reddet” (16): set it to one of "
            + "these, or take it out."
        #expect(try Self.findings([.pack: marks]) == [.wrong("pack", sentence)])
    }

    @Test("what fits is no finding, and what fits in part is a note")
    func some() throws {
        #expect(try Self.findings([.pack: CommandIdentifiers(transitions: [13])]) == [])
        #expect(try Self.findings([.ship: CommandIdentifiers(names: ["KARGOLA"])]) == [])
        #expect(try Self.findings([.pack: CommandIdentifiers(byState: ["100": 13, "preparing": 13])]) == [])
        let sentence =
            "commands.pack: 99 fits no command of the newest 3 packages; the OMS offers “Paketle” (13), “Reddet” (16)."
        #expect(try Self.findings([.pack: CommandIdentifiers(transitions: [13, 99])]) == [.note("pack", sentence)])
    }

    @Test("nothing is said of a command that is possible with none of the packages")
    func unseen() throws {
        #expect(try Self.findings([.deliver: CommandIdentifiers(transitions: [99])]) == [])
    }

    @Test("a transition of by_state that packages in that state do not offer is named with those that they do")
    func otherTransition() throws {
        let found = try Self.findings([.pack: CommandIdentifiers(byState: ["100": 13, "200": 99])])
        let sentence =
            "commands.pack.by_state: 99 is no command of packages that are Preparing; there are “Paketle” (13), "
            + "“Reddet” (16)."
        #expect(found == [.wrong("pack", sentence)])
    }

    @Test(
        "a state of by_state that is nowhere is named with those that there are, listed commands or none",
        arguments: [true, false])
    func states(listing: Bool) throws {
        let there = "there are “Waiting” (100), “Preparing” (200)."
        func said(_ byState: [String: Int]) throws -> [Finding] {
            try Self.findings([.pack: CommandIdentifiers(byState: byState)], listing: listing)
        }
        let beginning = "commands.pack.by_state: none of the newest 3 packages is in"
        #expect(
            try said(["Preparign": 13, "100": 13]) == [
                .wrong("pack", "\(beginning) “Preparign” (perhaps “Preparing” is meant); \(there)")
            ])
        #expect(
            try said(["200": 13, "10": 13]) == [
                .wrong("pack", "\(beginning) “10” (perhaps “100” is meant); \(there)")
            ])
        #expect(
            try said(["100": 13, "200": 13, "999": 13]) == [.note("pack", "\(beginning) “999”; \(there)")],
            "every state that is there has its own")
        #expect(try said(["100": 13, "200": 13, "ready_for_packaging": 13]) == [], "a state that is known")
    }
}

extension Finding {
    /// A finding in the words in which it is read.
    fileprivate static func note(_ subject: String, _ sentence: String) -> Finding {
        note(subject, .verbatim(sentence))
    }

    /// A finding in the words in which it is read.
    fileprivate static func wrong(_ subject: String, _ sentence: String) -> Finding {
        wrong(subject, .verbatim(sentence))
    }
}
