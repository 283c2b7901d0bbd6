import OMS

/// What lies on the bench: the open package, and what was checked of packages that were put aside.
struct Bench: Equatable, Sendable {
    /// The open package.
    private(set) var open: OpenPackage?
    /// What was checked of packages that were put aside, by package.
    private(set) var sessions: [Int: PackingSession] = [:]
    /// The codes of goods of which packages that were put aside need no more, by package.
    private var complete: [Int: Set<String>] = [:]

    /// What was checked of one package and is to be another's, which is being opened.
    private var move: Move?
    /// What was checked of one package and is to be another's.
    struct Move: Equatable, Sendable {
        let from: PackageSummary
        let to: Int
        let scan: Scan
    }

    /// What was checked in earlier runs.
    mutating func restore(_ kept: [PackingSession]) {
        sessions = Dictionary(kept.map { ($0.package, $0) }, uniquingKeysWith: { $1 })
    }

    /// Puts a package on the bench, with what was checked of it before.
    mutating func put(_ opened: OpenedPackage) {
        open = OpenPackage(opened, session: sessions.removeValue(forKey: opened.package.id))
        complete[opened.package.id] = nil
    }

    /// Changes the open package, if there is one.
    mutating func update(_ open: OpenPackage) { self.open = open }

    mutating func moveCursor(to row: Int) {
        guard let rows = open?.rowCount else { return }
        open?.cursor = min(max(0, row), max(0, rows - 1))
    }

    mutating func scroll(rows: Int) {
        guard let open else { return }
        self.open?.top = scrolled(top: open.top, to: open.cursor, rows: rows, of: open.rowCount)
    }

    /// Remembers what a code with two meanings was said to be.
    mutating func remember(_ meaning: OpenPackage.CodeMeaning, of code: CodeReading) {
        open?.meanings[code.keys.first ?? ""] = meaning
    }

    /// Takes the open package off the bench; what was checked of it is forgotten unless it was kept.
    mutating func clear() { open = nil }

    /// Keeps what was checked of the open package before another one takes its place.
    mutating func keepSession() {
        guard let open else { return }
        let session = open.session
        sessions[session.package] = session.isEmpty ? nil : session
        let full = open.lines.filter { session.checked($0) >= $0.mostChecked }
        complete[session.package] = session.checks.isEmpty ? nil : Set(full.flatMap(\.codes).map(CodeForm.key))
    }

    /// Takes over what was checked of a package elsewhere.
    mutating func adopt(_ session: PackingSession) {
        if open?.package.id == session.package { open?.session = session } else { replaceSession(session) }
    }

    /// Keeps this of what was checked of a package that was put aside.
    mutating func replaceSession(_ session: PackingSession) {
        sessions[session.package] = session.isEmpty ? nil : session
        complete[session.package] = nil
    }

    // MARK: - Moving what was checked

    /// What is checked of the open package is to be another's, as soon as that is open.
    mutating func beginMove(to package: Int, _ scan: Scan) {
        move = open.map { Move(from: $0.summary, to: package, scan: scan) }
    }

    /// The package that checks were to be moved to cannot be opened.
    mutating func cancelMove() { move = nil }

    /// Takes over what the open package needs; gives what was to be moved, how many units were, and what is left.
    mutating func endMove(to id: Int) -> (move: Move, moved: Int, left: PackingSession)? {
        guard let move, move.to == id, var open, let old = sessions[move.from.id] else { return nil }
        self.move = nil
        var left = PackingSession(package: old.package)
        for check in old.checks {
            let taken = open.add(check)
            guard taken < check.count else { continue }
            left.add(PackingSession.Check(line: check.line, count: check.count - taken, serial: check.serial))
        }
        self.open = open
        replaceSession(left)
        return (move, old.count - left.count, left)
    }

    /// Forgets what was checked of a package: it is finished.
    mutating func forget(_ package: Int) { (sessions[package], complete[package]) = (nil, nil) }

    /// Whether a package that was put aside needs no more of the goods with that code.
    func isComplete(_ code: CodeReading, of package: Int) -> Bool {
        complete[package].map { codes in code.keys.contains { codes.contains($0) } } ?? false
    }

    /// Whether something was checked of a package that is not open.
    func wasPutAside(_ package: Int) -> Bool {
        open?.package.id != package && sessions[package]?.checks.isEmpty == false
    }
}
