import Barcode
import OMS
import StationTesting
import Testing

@testable import Station

@Suite("The bench, alone")
struct BenchTests {
    private static let sock = "1157696"

    private static func bench(with package: Package = Sample.coat) -> Bench {
        var bench = Bench()
        bench.put(OpenedPackage(package: package, logs: nil))
        return bench
    }

    private static func check(_ bench: inout Bench, _ line: String, count: Int = 1) {
        guard var open = bench.open else { return }
        open.session.add(PackingSession.Check(line: line, count: count))
        bench.update(open)
    }

    @Test("what was checked is kept when a package is put aside, and is there when it comes back")
    func putAside() throws {
        var bench = Self.bench()
        let line = try #require(bench.open?.lines.last)
        Self.check(&bench, line.id, count: 2)
        bench.keepSession()
        bench.clear()
        #expect(bench.open == nil && bench.wasPutAside(Sample.coat.id))
        #expect(
            bench.isComplete(CodeReading("8690001157692", CodeReader.Settings()), of: Sample.coat.id),
            "both socks are checked")
        bench.put(OpenedPackage(package: Sample.coat, logs: nil))
        #expect(bench.open?.checked == 2 && bench.sessions.isEmpty && !bench.wasPutAside(Sample.coat.id))
    }

    @Test("a package of which nothing was checked leaves nothing behind")
    func nothingChecked() {
        var bench = Self.bench()
        bench.keepSession()
        #expect(bench.sessions.isEmpty && !bench.wasPutAside(Sample.mug.id))
    }

    @Test("a package that is finished leaves nothing behind, whether it was put aside before or lies there")
    func finished() throws {
        var bench = Self.bench()
        let line = try #require(bench.open?.lines.last)
        Self.check(&bench, line.id, count: 2)
        bench.keepSession()
        bench.forget(Sample.coat.id)
        bench.clear()
        #expect(bench == Bench())
        bench.put(OpenedPackage(package: Sample.coat, logs: nil))
        Self.check(&bench, line.id, count: 2)
        bench.keepSession()
        bench.put(OpenedPackage(package: Sample.coat, logs: nil))
        bench.forget(Sample.coat.id)
        bench.clear()
        #expect(bench == Bench())
    }

    @Test("what is moved is what the other package needs, and the rest stays")
    func move() throws {
        let one = Sample.package(
            90, "000000090", items: [Sample.item(1, "1157696", "Running sock", barcode: "8690001157692")])
        var bench = Self.bench()
        let line = try #require(bench.open?.lines.last)
        Self.check(&bench, line.id, count: 2)
        bench.beginMove(to: one.id, Scan.word("move 000000090"))
        bench.keepSession()
        bench.put(OpenedPackage(package: one, logs: nil))
        let ended = bench.endMove(to: one.id)
        #expect(ended?.moved == 1 && ended?.left.count == 1 && ended?.move.from.id == Sample.coat.id)
        #expect(bench.open?.isComplete == true && bench.sessions[Sample.coat.id]?.count == 1)
        let again = bench.endMove(to: one.id)
        #expect(again == nil, "once")
    }

    @Test("a move to a package that cannot be opened changes nothing")
    func cancelledMove() throws {
        var bench = Self.bench()
        let line = try #require(bench.open?.lines.last)
        Self.check(&bench, line.id)
        bench.beginMove(to: 91, Scan.word("move"))
        bench.keepSession()
        bench.cancelMove()
        let ended = bench.endMove(to: 91)
        #expect(ended == nil && bench.sessions[Sample.coat.id]?.count == 1)
    }

    @Test("the cursor stays on the lines there are")
    func cursor() {
        var bench = Self.bench()
        bench.moveCursor(to: 99)
        #expect(bench.open?.cursor == 1, "a coat and the socks")
        bench.moveCursor(to: -3)
        #expect(bench.open?.cursor == 0)
    }
}

extension Scan {
    /// A word that a person typed.
    static func word(_ text: String, number: Int = 1) -> Scan {
        Scan(number: number, code: CodeReading(text, CodeReader.Settings()), source: .prompt)
    }

    /// A code that a scanner read, in a shot.
    static func code(_ text: String, number: Int = 1, shot: Int? = nil, ends: Int64 = 0) -> Scan {
        var scan = Scan(number: number, code: CodeReading(text, CodeReader.Settings()), source: .scanner)
        scan.shot = shot.map { Scan.Shot(number: $0, ends: ends) }
        return scan
    }
}
