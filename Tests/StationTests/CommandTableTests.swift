import Barcode
import StationTesting
import Testing

@testable import Station

@Suite("The table of commands")
struct CommandTableTests {
    @Test("every id stands in the table once, in lower case with hyphens")
    func complete() {
        #expect(Set(StationCommand.all.map(\.id)) == Set(StationCommand.ID.allCases))
        #expect(StationCommand.all.count == StationCommand.ID.allCases.count)
        for id in StationCommand.ID.allCases {
            #expect(id.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "\(id)")
            #expect(StationCommand[id].id == id && !StationCommand[id].label.isEmpty)
        }
    }

    @Test("every code gives a command, and no code gives two", arguments: CommandCode.allCases)
    func codes(code: CommandCode) {
        #expect(StationCommand.all.filter { $0.code == code }.count == 1)
        #expect(StationCommand(code: code)?.code == code)
    }

    @Test("no word gives two commands in one place")
    func words() {
        for place in [StationCommand.Place.prompt, .question, .form] {
            let words = StationCommand.all.filter { $0.appliesTo.contains(place) }.flatMap(\.words)
            #expect(Set(words.map(Folding.fold)).count == words.count, "\(words)")
            #expect(words.allSatisfy { $0 == $0.lowercased() })
        }
    }

    @Test("every word of the prompt is read as its command, with and without something behind it")
    func prompt() {
        for command in StationCommand.all where command.appliesTo.contains(.prompt) {
            guard let word = command.word else { continue }
            #expect(WrittenCommand.read(word.uppercased()) == .command(WrittenCommand(command.id)))
            let more = WrittenCommand.read("\(word) X 1")
            switch command.argument {
            case nil: #expect(more != .command(WrittenCommand(command.id, text: "X 1")), "\(word)")
            case .some: #expect(more == .command(WrittenCommand(command.id, text: "X 1")), "\(word)")
            }
        }
        #expect(WrittenCommand.read("mode") == .incomplete([.modeOpen, .modePack, .modeShip]))
        #expect(WrittenCommand.read("mode fly") == .incomplete([.modeOpen, .modePack, .modeShip]))
        #expect(WrittenCommand.read("help me") == nil && WrittenCommand.read("000000073") == nil)
        #expect(WrittenCommand.read("yes") == nil && WrittenCommand.read("") == nil)
    }

    @Test("answers are words of questions and forms, in either case")
    func answers() {
        #expect(["YES", "y"].allSatisfy { StationCommand.named($0, in: .question) == .yes })
        #expect(StationCommand.named("No", in: .question) == .no)
        #expect(["BACK", "cancel"].allSatisfy { StationCommand.named($0, in: .question) == .back })
        #expect(["BACK", "cancel"].allSatisfy { StationCommand.named($0, in: .form) == .back })
        #expect(StationCommand.named("no", in: .form) == nil && StationCommand.named("-", in: .form) == .leaveEmpty)
        #expect(StationCommand.named("pack", in: .question) == nil)
    }
}
