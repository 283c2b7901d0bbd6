extension Canvas {
    /// Gives each run of columns that is not as it was on another canvas of the same size, row by row.
    ///
    /// A run never cuts a wide glyph in two, neither one that was there nor one that is. Runs are what has to be looked
    /// at again, no more: when the tables of clusters differ, a cell may be given that looks as before.
    func forEachChange(since before: Canvas, _ body: (_ row: Int, _ columns: Range<Int>) -> Void) {
        let clustersDiffer = clusters != before.clusters
        for row in 0..<size.rows {
            let start = row * size.columns
            guard clustersDiffer || !isRow(row, asOn: before) else { continue }
            func differs(_ column: Int) -> Bool {
                let cell = cells[start + column]
                return cell != before.cells[start + column] || (clustersDiffer && cell.isCluster)
            }
            func isSecondHalf(_ column: Int) -> Bool {
                column < size.columns && (cells[start + column].width == 0 || before.cells[start + column].width == 0)
            }
            var column = 0
            while column < size.columns {
                guard differs(column) else {
                    column += 1
                    continue
                }
                var first = column
                while first > 0, isSecondHalf(first) { first -= 1 }
                while column < size.columns, differs(column) || isSecondHalf(column) { column += 1 }
                body(row, first..<column)
            }
        }
    }

    /// Whether a row has the same cells on another canvas of the same size.
    private func isRow(_ row: Int, asOn before: Canvas) -> Bool {
        let columns = row * size.columns..<(row + 1) * size.columns
        return cells.withUnsafeBufferPointer { cells in
            before.cells.withUnsafeBufferPointer { others in
                columns.allSatisfy { cells[$0] == others[$0] }
            }
        }
    }
}
