import Barcode
import Testing

@Suite("Double reads and shots of several labels")
struct RepeatFilterTests {
    @Test("row 16: the same code within 200 ms is a double read, later it is meant")
    func doubleRead() {
        var filter = RepeatFilter()
        #expect(filter.judge("A", of: frame(at: 0)).isRepeat == false)
        #expect(filter.judge("A", of: frame(at: 220)).isRepeat == true)
        #expect(filter.judge("A", of: frame(at: 641)).isRepeat == false)
    }

    @Test("row 16: a code in between means that both are meant")
    func acrossAnother() {
        var filter = RepeatFilter()
        let repeats = ["A", "B", "A"].enumerated().map { index, code in
            filter.judge(code, of: frame(at: Int64(index) * 60)).isRepeat
        }
        #expect(repeats == [false, false, false])
    }

    @Test("row 16: it can be off, and typed frames are always meant")
    func off() {
        var filter = RepeatFilter(repeatWindow: nil)
        _ = filter.judge("A", of: frame(at: 0))
        #expect(filter.judge("A", of: frame(at: 30)).isRepeat == false)

        filter.repeatWindow = 200
        _ = filter.judge("A", of: ScanFrame("A", source: .typed))
        #expect(filter.judge("A", of: ScanFrame("A", source: .typed)).isRepeat == false)
    }

    @Test("row 17: frames less than 50 ms apart are one shot")
    func shots() {
        var filter = RepeatFilter()
        let verdicts = [0, 80, 149, 300].map { filter.judge("\($0)", of: frame(at: $0)) }
        #expect(verdicts.map(\.shot) == [1, 2, 2, 3])
        #expect(verdicts.map(\.shotEnds) == [70, 150, 219, 370])
    }

    /// A frame of a scanner that takes 20 ms.
    private func frame(at start: Int64) -> ScanFrame {
        ScanFrame("", source: .scanner, start: start, end: start + 20)
    }
}
