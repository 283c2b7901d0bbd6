import Barcode

/// What one code costs in Barcode; `.ci/measure-codes` builds and runs it.
@main
struct Codes {
    static func main() {
        let label = "]C1010869000115769217261231" + "10LOT7\u{1D}21SERIAL-0001\u{1D}3012"
        report("GS1 parse of \(label.utf8.count) bytes") { CodeReader.read(label).elements.count }
        report("GS1 Digital Link") {
            CodeReader.read("https://id.example.com/01/08690001157692/10/LOT7?17=261231").elements.count
        }
        report("EAN-13 to GTIN-14") { CodeReader.read("8690001157692").gtin14?.utf8.count ?? 0 }
        report("canonical form of a dressed code") { CodeReader.read("]A0*1006905*  ").canonical.utf8.count }
        report("key of a stored number") { CodeReader.key(of: "000000073").utf8.count }
        var framer = ScanFramer<Int>()
        var tokens: [ScanFramer<Int>.Token] = []
        var time: Int64 = 0
        let keys = "8690001157692\r".unicodeScalars.map { ScanFramer<Int>.Input.scalar($0) }
        report("frame of 13 keys and Enter") {
            tokens.removeAll(keepingCapacity: true)
            time += 1_000
            for key in keys { framer.feed(key, at: time, into: &tokens) }
            return tokens.count
        }
    }

    /// Runs something for a while, and prints the nanoseconds that it takes once: the median of several rounds.
    private static func report(_ name: String, _ work: () -> Int) {
        let rounds = (0..<9).map { _ -> Double in
            var sum = 0
            let time = ContinuousClock().measure { for _ in 0..<20_000 { sum &+= work() } }
            guard sum > 0 else { fatalError("nothing came of it: \(name)") }
            let (seconds, attoseconds) = time.components
            return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / 20_000
        }
        print("\(name): \(Int(rounds.sorted()[4])) ns")
    }
}
