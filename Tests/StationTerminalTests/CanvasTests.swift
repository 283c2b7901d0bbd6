import Testing

@testable import StationTerminal

@Suite("Canvas")
struct CanvasTests {
    let wide = Area(row: 0, column: 0, rows: 1, columns: 8)

    func canvas(_ rows: Int, _ columns: Int) -> Canvas { Canvas(size: ScreenSize(rows: rows, columns: columns)) }

    @Test("text that is too long ends in … and text that just fits does not")
    func cut() {
        var canvas = canvas(4, 8)
        for (row, text) in ["12345678", "123456789", "İğüşöç12", "İğüşöç123"].enumerated() {
            canvas.draw(text, in: Area(row: row, column: 0, rows: 1, columns: 8))
        }
        expectScreen(
            canvas,
            shows: """
                12345678
                1234567…
                İğüşöç12
                İğüşöç1…
                """)
    }

    @Test("text that is cut ends behind a word where one ends near, without the signs that lead on")
    func cutBehindWord() {
        #expect("Running sock, 3-pack, 36-40".shortened(to: 19) == "Running sock…")
        #expect("Order number (starts with)".shortened(to: 15) == "Order number…")
        #expect("Kuyucaklıoğulları".shortened(to: 8) == "Kuyucak…")
        var canvas = Canvas(size: ScreenSize(rows: 1, columns: 19))
        canvas.draw("Running sock, 3-pack, 36-40", in: Area(canvas.size))
        #expect(ScreenSnapshot(canvas).rows == ["Running sock…"])
    }

    @Test("a wide character that does not fit before the … leaves a blank")
    func wideCut() {
        var canvas = canvas(2, 8)
        canvas.draw("東京東京東", in: wide)
        canvas.draw("1東京東京", in: Area(row: 1, column: 0, rows: 1, columns: 8))
        expectScreen(
            canvas,
            shows: """
                東京東…
                1東京東…
                """)
    }

    @Test("a wide character loses both halves when one is drawn over")
    func halves() {
        var canvas = canvas(3, 8)
        for row in 0..<3 { canvas.draw("東京東京", in: Area(row: row, column: 0, rows: 1, columns: 8)) }
        canvas.draw("xy", in: Area(row: 0, column: 1, rows: 1, columns: 2))
        canvas.fill(Area(row: 1, column: 3, rows: 1, columns: 2))
        canvas.draw("ş", in: Area(row: 2, column: 7, rows: 1, columns: 1))
        expectScreen(
            canvas,
            shows: """
                 xy 東京
                東    京
                東京東 ş
                """)
    }

    @Test("text stands at the left, at the right or in the middle")
    func aligned() {
        var canvas = canvas(4, 8)
        canvas.draw("İki", in: Area(row: 0, column: 0, rows: 1, columns: 8), Style(.text), .left)
        canvas.draw("İki", in: Area(row: 1, column: 0, rows: 1, columns: 8), Style(.text), .right)
        canvas.draw("İki", in: Area(row: 2, column: 0, rows: 1, columns: 8), Style(.text), .centre)
        canvas.draw("123456789", in: Area(row: 3, column: 0, rows: 1, columns: 8), Style(.text), .right)
        expectScreen(
            canvas,
            shows: """
                İki
                     İki
                  İki
                1234567…
                """)
    }

    @Test("pieces of text keep their styles, and the … has that of the piece it cuts")
    func pieces() {
        var canvas = canvas(2, 12)
        let pieces = [StyledText("OK ", .ok), StyledText("1157696", .text), StyledText(" 1/2", .muted)]
        canvas.draw(pieces, in: Area(row: 0, column: 0, rows: 1, columns: 12))
        canvas.draw(pieces, in: Area(row: 1, column: 0, rows: 1, columns: 5))
        expectScreen(
            canvas, marking: [.ok, .muted],
            shows: """
                {ok:OK }1157696{muted:… }
                {ok:OK}…
                """)
    }

    @Test("borders join where they meet")
    func borders() {
        var canvas = canvas(7, 14)
        canvas.border(Area(row: 0, column: 0, rows: 7, columns: 8), Style(.border))
        canvas.border(Area(row: 0, column: 7, rows: 7, columns: 7), Style(.border))
        canvas.horizontal(row: 2, from: 7, to: 14, Style(.border))
        canvas.horizontal(row: 4, from: 0, to: 14, Style(.border))
        expectScreen(
            canvas,
            shows: """
                ┌──────┬─────┐
                │      │     │
                │      ├─────┤
                │      │     │
                ├──────┼─────┤
                │      │     │
                └──────┴─────┘
                """)
    }

    @Test("a selected row keeps its roles, and the cursor is seen")
    func selection() {
        var canvas = canvas(2, 10)
        canvas.draw([StyledText("▸ "), StyledText("Packed", .done)], in: Area(row: 0, column: 0, rows: 1, columns: 10))
        canvas.select(Area(row: 0, column: 0, rows: 1, columns: 9))
        canvas.draw("> ab", in: Area(row: 1, column: 0, rows: 1, columns: 10))
        canvas.cursor = Position(row: 1, column: 4)
        expectScreen(
            canvas, marking: [.done], selection: true,
            shows: """
                ⟦▸ {done:Packed} ⟧
                > ab█
                """)
    }

    @Test("whatever lies outside is cut off, and nothing fails on the smallest screens", arguments: 0...3)
    func outside(_ side: Int) {
        var canvas = canvas(side, side)
        let area = Area(row: -2, column: -2, rows: 9, columns: 9)
        canvas.fill(area, Style(.dialog))
        canvas.border(area, Style(.border))
        canvas.border(area.inset(rows: 2, columns: 2), Style(.border))
        canvas.select(area)
        for row in -2..<6 {
            canvas.draw("東京 İzmir", in: Area(row: row, column: -1, rows: 1, columns: 5))
            canvas.draw("Adana", in: Area(row: row, column: -1, rows: 1, columns: 9))
        }
        #expect(canvas.cells.count == side * side)
    }

    @Test("only the runs that differ are told, and never half of a wide character")
    func changes() {
        var before = canvas(4, 8)
        before.draw("東京東京", in: wide)
        before.draw("12345678", in: Area(row: 1, column: 0, rows: 1, columns: 8))
        var after = before
        after.draw("x", in: Area(row: 0, column: 3, rows: 1, columns: 1))
        after.draw("9", in: Area(row: 1, column: 2, rows: 1, columns: 1))
        after.draw("99", in: Area(row: 1, column: 6, rows: 1, columns: 2))
        after.select(Area(row: 3, column: 0, rows: 1, columns: 3))
        var runs: [String] = []
        after.forEachChange(since: before) { row, columns in runs.append("\(row): \(columns)") }
        #expect(runs == ["0: 2..<4", "1: 2..<3", "1: 6..<8", "3: 0..<3"])
    }

    @Test("a glyph with marks is told as changed when the marks differ")
    func clusters() {
        var before = canvas(1, 4)
        before.draw("e\u{301}x", in: wide)
        var after = canvas(1, 4)
        after.draw("e\u{300}x", in: wide)
        var runs: [Range<Int>] = []
        after.forEachChange(since: before) { _, columns in runs.append(columns) }
        #expect(runs == [0..<1])
    }
}
