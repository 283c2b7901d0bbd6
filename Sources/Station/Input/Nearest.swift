extension String {
    /// The one of some known names that this is most likely meant to be; nil where none is near.
    ///
    /// So many characters may differ at `most`; nil for as many as suit the length.
    package func nearest(among names: [String], most: Int? = nil) -> String? {
        let scored = names.map { ($0, $0.distance(to: self)) }
        guard let best = scored.min(by: { $0.1 < $1.1 }),
            best.1 <= most ?? Swift.max(1, Swift.min(3, count / 2))
        else {
            return nil
        }
        return best.0
    }

    /// How many characters must change to make one word of another; a transposition counts once.
    private func distance(to other: String) -> Int {
        let (left, right) = (Array(self), Array(other))
        var (before, row) = ([Int](), Array(0...right.count))
        for i in left.indices {
            var next = [i + 1]
            for j in right.indices {
                var best = Swift.min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = Swift.min(best, before[j - 1] + 1)
                }
                next.append(best)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
