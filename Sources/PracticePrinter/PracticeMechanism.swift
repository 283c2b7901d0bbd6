import Printing

/// The inside of a practice printer: its buffer, its troubles and its odometer.
///
/// A label that is in it when a trouble begins comes out when the trouble is over, as with `^JZY`.
struct PracticeMechanism {
    /// A label with how many of its copies are still to come out.
    private struct Batch {
        let label: ZPLLabel
        var left: Int
    }

    private(set) var printed: [PrintedLabel] = []
    private(set) var troubles: Set<PracticeTrouble> = []
    private var batches: [Batch] = []
    /// Whether a label is on its way out.
    private var isPrinting = false
    private var paperOutAfter: Int?
    private var headOpenAfter: Int?
    private var cutAt: Int?
    private var resetsNext = false
    private var peels = false
    /// Whether a label is out that was not taken off.
    private var isLabelWaiting = false

    init(_ faults: PracticeFaults) {
        paperOutAfter = faults.paperOutAfter
        headOpenAfter = faults.headOpenAfter
        cutAt = faults.cutAt
        peels = faults.peels
        if faults.isPaused { troubles.insert(.paused) }
        if faults.isSilent { troubles.insert(.silent) }
        beginTroubles()
    }

    /// How many labels came out.
    var odometer: Int { printed.count }

    /// Whether the next label can come out.
    var canPrint: Bool { !batches.isEmpty && troubles.isEmpty && !isLabelWaiting }

    /// What it answers to `~HS`, but for a label that has only begun.
    var status: HostStatus {
        var status = HostStatus()
        status.isPaperOut = troubles.contains(.paperOut)
        status.isHeadOpen = troubles.contains(.headOpen)
        status.isPaused = !troubles.isEmpty
        status.formats = max(0, batches.count - 1)
        status.labelsLeft = batches.first?.left ?? 0
        status.isLabelWaiting = isLabelWaiting
        return status
    }

    mutating func set(_ trouble: PracticeTrouble, _ isThere: Bool) {
        if isThere { troubles.insert(trouble) } else { troubles.remove(trouble) }
    }

    /// Sees to it: what was wrong is well, and a label that waits is taken off.
    mutating func attend() {
        troubles = []
        isLabelWaiting = false
    }

    mutating func add(_ label: ZPLLabel) {
        if label.copies > 0 { batches.append(Batch(label: label, left: label.copies)) }
    }

    /// Forgets what has not come out; the label on its way comes out all the same.
    mutating func cancelAll() { batches = isPrinting ? Array(batches.prefix(1)) : [] }

    /// The next label, if a trouble or `~JA` has not come in between; it counts when `count` is told of it.
    mutating func next() -> PrintedLabel? {
        guard canPrint, let batch = batches.first else { return nil }
        isPrinting = true
        return PrintedLabel(number: odometer + 1, label: batch.label)
    }

    /// Counts a label that is out.
    mutating func count(_ label: PrintedLabel) {
        isPrinting = false
        printed.append(label)
        isLabelWaiting = peels
        if let left = batches.first?.left, left > 1 { batches[0].left = left - 1 } else { batches.removeFirst() }
        beginTroubles()
    }

    /// Gives it faults besides; those that count labels count from now on, and what happens to a connection happens once.
    mutating func add(_ faults: PracticeFaults) {
        paperOutAfter = faults.paperOutAfter.map { $0 + odometer } ?? paperOutAfter
        headOpenAfter = faults.headOpenAfter.map { $0 + odometer } ?? headOpenAfter
        cutAt = faults.cutAt ?? cutAt
        resetsNext = faults.resetsAfterLast || resetsNext
        peels = faults.peels || peels
        if faults.isPaused { troubles.insert(.paused) }
        if faults.isSilent { troubles.insert(.silent) }
        beginTroubles()
    }

    /// Whether the connection is reset now that a label has come; only the first time.
    mutating func isReset() -> Bool {
        defer { resetsNext = false }
        return resetsNext
    }

    /// Whether the connection is cut when so many bytes of a label have come; only the first time.
    mutating func isCut(at byte: Int) -> Bool {
        guard let cut = cutAt, byte >= cut else { return false }
        cutAt = nil
        return true
    }

    private mutating func beginTroubles() {
        if let after = paperOutAfter, odometer >= after {
            paperOutAfter = nil
            troubles.insert(.paperOut)
        }
        if let after = headOpenAfter, odometer >= after {
            headOpenAfter = nil
            troubles.insert(.headOpen)
        }
    }
}
