import Barcode
import OMS
import StationTesting
import Testing

@testable import Station

@Suite("The input, alone")
struct InputFeatureTests {
    @Test("a scan carries its number, its text and its reading")
    func scan() {
        var input = ScanInput(settings: StationSettings())
        let first = input.nextScan(input.read("3*8690001157692"), from: .scanner)
        #expect(first.number == 1 && first.input == "3*8690001157692" && first.code.count == 3)
        #expect(first.code.code.gtin14 == "08690001157692" && !first.isWritten)
        #expect(input.scan("pack", ofProgramLine: 40).number == 40)
        #expect(input.nextScan(input.read("x"), from: .prompt).number == 41, "numbers go on behind a program's")
    }

    @Test("another keyboard layout is another reading of the same keys")
    func layout() {
        var input = ScanInput(settings: StationSettings())
        input.use(.french)
        #expect(input.read("_-çààà&&(è-çé").code.canonical == "8690001157692")
    }

    @Test("a word that a scan brought waits, and the Enter of that scan does not run it")
    func heldWord() {
        var prompt = Prompt()
        prompt.hold("pack", at: 1_000)
        #expect(prompt.text == "pack" && prompt.holdsWord)
        #expect(prompt.isWordJustHeld(at: 1_299) && !prompt.isWordJustHeld(at: 1_300))
        #expect(!prompt.isAtMachineSpeed(at: 1_001, machineGap: 35), "it was not typed at all")
        prompt.clear()
        #expect(prompt.isEmpty && !prompt.holdsWord)
    }

    @Test("text is at machine speed when its characters and Enter came faster than a person types")
    func machineSpeed() {
        var prompt = Prompt()
        prompt.noteCharacter(at: 0)
        prompt.edit { $0.insert("7") }
        prompt.noteCharacter(at: 20)
        prompt.edit { $0.insert("3") }
        #expect(prompt.isAtMachineSpeed(at: 70, machineGap: 35) && !prompt.isAtMachineSpeed(at: 71, machineGap: 35))
    }

    @Test("a scan that fitted nothing is held until its shot is over, or another label of it was meant")
    func unmatched() {
        var unmatched = UnmatchedScans()
        for (number, shot) in [(1, 7), (2, 7), (3, 8)] {
            let scan = Scan.code("X\(number)", number: number, shot: shot, ends: Int64(shot) * 100)
            unmatched.hold(
                UnmatchedScans.Entry(
                    scan: scan, meaning: .unknown,
                    alert: Alert(.unknownCode("X", nil, nil, isPackageOpen: false), at: .zero), asks: nil,
                    ends: Int64(shot) * 100))
        }
        #expect(unmatched.deadline == 700 && unmatched.popDue(at: 699) == nil)
        #expect(unmatched.match(Scan.Shot(number: 7, ends: 700)).map(\.scan.number) == [1, 2])
        #expect(unmatched.isMatched(Scan.Shot(number: 7, ends: 700)))
        #expect(unmatched.popDue(at: 800)?.scan.number == 3 && unmatched.deadline == nil)
    }
}

extension Moment {
    static let zero = Moment(uptime: 0, wall: Timestamp(microseconds: 0))
}
