import OMS
import Testing

@testable import Station

@Suite("The commands that a station knows")
struct KnownCommandsTests {
    @Test("what is not at its end is kept however much there is, and of the rest the last")
    func kept() {
        var commands = OutboxView()
        for id in 1...1_000 { commands.put(command(id, id.isMultiple(of: 2) ? .queued : .applied)) }
        #expect(commands.queuedCount == 500)
        let finished = commands.newestFirst.filter(\.stage.isFinal).map(\.id)
        #expect((200...300).contains(finished.count))
        #expect(finished == (0..<finished.count).map { 999 - 2 * $0 })
    }

    @Test("a command is counted where it stands now, whatever way it went")
    func counted() {
        var commands = OutboxView()
        let way: [(CommandStage, queued: Int, attention: Int)] = [
            (.queued, 1, 0), (.sending, 1, 0), (.unknown, 1, 0), (.needsAttention, 0, 1), (.queued, 1, 0),
            (.refused, 0, 0), (.queued, 1, 0), (.applied, 0, 0),
        ]
        for (stage, queued, attention) in way {
            commands.put(command(7, stage))
            #expect(commands.queuedCount == queued, "\(stage)")
            #expect(commands.attentionCount == attention, "\(stage)")
            #expect(commands.areAllFinished == stage.isFinal, "\(stage)")
            #expect(commands[7]?.stage == stage)
            #expect(commands.newestFirst.count == 1)
        }
    }

    @Test("the commands of a package that are not at their end stand in their order, in whichever they come")
    func ofPackage() {
        var commands = OutboxView()
        for id in [5, 3, 4] { commands.put(command(id, .queued, package: 73)) }
        commands.put(command(6, .queued, package: 74))
        #expect(commands.unfinished(of: 73).map(\.id) == [3, 4, 5])
        #expect(commands.newestUnfinished(of: 73)?.id == 5)
        commands.put(command(5, .discarded, package: 73))
        #expect(commands.newestUnfinished(of: 73)?.id == 4)
        #expect(commands.newestUnfinished(of: 1) == nil)
        #expect(commands.newestFirst.map(\.id) == [6, 5, 4, 3])
    }

    private func command(_ id: Int, _ stage: CommandStage, package: Int? = nil) -> QueuedCommand {
        QueuedCommand(
            id: id, intent: CommandIntent(package: package ?? id, kind: .pack, name: "pack"), stage: stage,
            changed: Timestamp(microseconds: Int64(id)))
    }
}
