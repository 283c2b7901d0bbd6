/// Scans that fitted nothing, held back for a moment: another label of the same shot may be the one that was meant.
struct UnmatchedScans: Equatable, Sendable {
    /// A scan that fitted nothing, with what is said of it if nothing else of its shot fits.
    struct Entry: Equatable, Sendable {
        let scan: Scan
        let meaning: ScanAnswer.Meaning
        let alert: Alert
        /// What the OMS may know, though nothing here does.
        let asks: CodeReading?
        /// When no further label can join the shot.
        let ends: Int64
    }

    private var entries: [Entry] = []
    /// The last shot in which a label was the one that was meant.
    private var matchedShot: Int?

    /// When the oldest is due; nil where none is held back.
    var deadline: Int64? { entries.first?.ends }

    /// Whether a label of that shot was the one that was meant.
    func isMatched(_ shot: Scan.Shot) -> Bool { shot.number == matchedShot }

    /// Holds a scan back.
    mutating func hold(_ entry: Entry) { entries.append(entry) }

    /// A label of a shot was the one that was meant; gives the others of it, which are left alone.
    mutating func match(_ shot: Scan.Shot) -> [Entry] {
        matchedShot = shot.number
        let others = entries.filter { $0.scan.shot?.number == shot.number }
        entries.removeAll { $0.scan.shot?.number == shot.number }
        return others
    }

    /// Gives the next one that nothing else of its shot has answered for; nil where none is due.
    mutating func popDue(at time: Int64) -> Entry? {
        guard let first = entries.first, first.ends <= time else { return nil }
        return entries.removeFirst()
    }
}
