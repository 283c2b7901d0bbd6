import Printing
import Testing

@Suite("What ZPL printers answer")
struct PrinterAnswerTests {
    @Test("the three lines of ~HS are read, also behind an answer that came late")
    func hostStatus() throws {
        let answer =
            "\"17\"\u{2}030,1,1,1245,002,0,0,0,000,0,0,0\u{3}\r\n\u{2}001,0,1,0,1,2,4,0,00000003,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n"
        let status = try #require(HostStatus(Array(answer.utf8)))
        #expect(status.isPaperOut && status.isPaused && status.isHeadOpen && !status.isRibbonOut)
        #expect(status.formats == 2 && status.labelsLeft == 3 && !status.isEmpty)
        #expect(status.troubles == [.headOpen, .paperOut, .paused])
        #expect(HostStatus(Array(status.answer.utf8)) == status)
        #expect(HostStatus(Array(answer.utf8.dropLast(5))) == nil)
        #expect(HostStatus([2, 3, 2, 3, 2, 3]) == nil)
    }

    @Test("the bits of ~HQES are told as troubles and warnings")
    func errorStatus() throws {
        let answer =
            "\u{2}\r\n  PRINTER STATUS\r\n   ERRORS: 1 00000000 00010015\r\n   WARNINGS: 1 00000000 00000008\r\n\u{3}\r\n"
        let status = try #require(ErrorStatus(Array(answer.utf8)))
        #expect(status.troubles == [.headOpen, .paperOut, .overheated, .paused])
        #expect(status.soon == [.paperLow])
        #expect(ErrorStatus(Array(status.answer.utf8)) == status)
        #expect(ErrorStatus(Array("\u{2}ERRORS: 1\u{3}".utf8)) == nil)
    }

    @Test("the value of a variable stands in quotes")
    func variables() {
        #expect(PrinterVariable.value(in: Array("\"1204 labels\"".utf8)) == "1204 labels")
        #expect(PrinterVariable.value(in: Array("\"12".utf8)) == nil)
        #expect(PrinterVariable(question: "! U1 getvar \"odometer.total_label_count\"") == .odometer)
        #expect(PrinterVariable(question: "! U1 setvar \"device.unique_id\" \"a\"") == nil)
    }
}
