import OMS
import Testing

@testable import Station

@Suite("The opening of a package, alone")
struct PackageOpeningTests {
    @Test("what comes for another package than the one that was asked for ends nothing")
    func otherPackage() {
        var opening = PackageOpening()
        opening.begin(73)
        #expect(!opening.end(71) && opening.package == 73)
        #expect(opening.end(73) && opening.package == nil)
    }

    @Test("a finished package waits for its log, and the next package does not")
    func finished() {
        var opening = PackageOpening()
        opening.begin(64)
        opening.note(.code("000000064"), isFinished: true)
        #expect(opening.finished?.id == 64 && opening.scan?.input == "000000064")
        opening.begin(73)
        #expect(opening.finished == nil && opening.scan == nil)
    }

    @Test("what waits goes on in its order, and a command can be put before it")
    func line() {
        var opening = PackageOpening()
        opening.append(.scan(.code("A", number: 1)))
        opening.append(.command(.pack, .word("pack", number: 2)))
        opening.insertFirst(.command(.ship, .word("ship", number: 3)))
        #expect(opening.popFirstCommand()?.scan.number == 3)
        #expect(opening.popFirstCommand() == nil, "a scan is next")
        #expect(opening.popFirst()?.scan.number == 1 && opening.popFirst()?.scan.number == 2)
        #expect(opening.popFirst() == nil)
    }

    @Test("what was meant for a package that did not come is taken out, up to what was not")
    func dropped() {
        var opening = PackageOpening()
        for (number, text) in [(1, "A"), (2, "B"), (3, "stop"), (4, "A")] {
            opening.append(.scan(.code(text, number: number)))
        }
        let dropped = opening.removeFirst(while: { $0.scan.input != "stop" }, unless: { $0.scan.input == "B" })
        #expect(dropped.map(\.scan.number) == [1])
        #expect(opening.waiting.map(\.scan.number) == [2, 3, 4])
    }
}
