import Barcode
import OMS

// A package that is scanned before the station has read it: the OMS is asked for it, and what is scanned meanwhile waits
// in line, as it does for a package that is being opened.
extension StationModel {
    /// A scan that the OMS is asked about, and the code in it that may name a package.
    struct Asked: Equatable {
        let scan: Scan
        let code: CodeReading
    }

    /// Whether there can be packages that have not been read yet.
    var isListPartial: Bool { fresh == nil || index.isPart }

    /// Asks the OMS for what nothing here is called; false where that was done, cannot be done, or could find nothing new.
    mutating func lookUp(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard isListPartial, !scan.isLookedUp, connection.mayAnswer else { return false }
        asked = Asked(scan: scan, code: code)
        effects.append(.find(code.code.canonical, scan: scan.number))
        tell(.notice, "ASKING", "\(code.shown) is not read yet: asking the OMS · Esc leaves it")
        return true
    }

    /// Asks the OMS for a code that was refused, which may be a package's that was made a moment ago; nobody waits for it.
    ///
    /// One at a time: wrong labels must not keep a slow OMS from commands.
    mutating func askBehind(_ code: CodeReading, _ scan: Scan) {
        guard !scan.isLookedUp, connection == .online, askedBehind == nil, !settings.acknowledgesItself else { return }
        askedBehind = Asked(scan: scan, code: code)
        effects.append(.find(code.code.canonical, scan: scan.number))
    }

    /// Goes on with the scan as soon as a package has come that is called so.
    mutating func takeAskedIfRead() {
        guard let asked, isThere(asked) else { return }
        goOn(with: asked)
    }

    /// Goes on with the scan when the OMS has answered, whatever it has.
    mutating func endLookUp(of scan: Int, _ trouble: String?) {
        if let behind = askedBehind, behind.scan.number == scan {
            askedBehind = nil
            if isThere(behind) { tell(.notice, "NOTE", "\(behind.code.shown) is known now: scan it again.") }
        }
        guard let asked, asked.scan.number == scan else { return }
        if let trouble {
            leave(asked, .wrong, "\(asked.code.shown) is not read yet, and could not be asked for: \(trouble)")
        } else {
            goOn(with: asked)
        }
    }

    /// Esc: the packer does not want to wait.
    mutating func leaveLookUp() {
        if let asked { leave(asked, .ignored, "\(asked.code.shown) was left: it is not read yet.") }
    }

    /// What is said of a code while packages are still to be read.
    func notReadYet(_ code: String) -> String {
        guard connection.mayAnswer else { return "\(code) is not read yet, and the OMS cannot be reached." }
        let read = filling.map { "\($0.done)\($0.total.map { " of \($0)" } ?? "")" } ?? "not all"
        return "\(code) was not found · \(read) packages are read"
    }

    private func isThere(_ asked: Asked) -> Bool { !index.packages(called: asked.code).isEmpty }

    private mutating func goOn(with asked: Asked) {
        if let title = dialog?.title ?? form?.title {
            leave(asked, .wrong, "\(asked.code.shown) was not opened: “\(title)” came first. Scan it again after that.")
            return
        }
        self.asked = nil
        if !isThere(asked) { dropWhatWasMeant(for: asked, exceptForOpen: true) }
        var scan = asked.scan
        scan.isLookedUp = true
        interpret(scan)
        goOn()
    }

    private mutating func leave(_ asked: Asked, _ outcome: ScanAnswer.Outcome, _ message: String) {
        self.asked = nil
        dropWhatWasMeant(for: asked)
        finish(asked.scan, .unknown, outcome, message)
        goOn()
    }

    /// Commands and goods that came behind a package that did not: they must reach no other package.
    ///
    /// Behind a code that turned out to name no package, goods that are in the open package are its own: those stay.
    private mutating func dropWhatWasMeant(for asked: Asked, exceptForOpen: Bool = false) {
        guard mode == .open else { return }
        let meant = waiting.prefix { $0.isMeantForOpen(codes, index) }
        let kept = meant.filter { exceptForOpen && isInOpenPackage($0) }
        waiting.replaceSubrange(meant.indices, with: kept)
        for next in meant where !kept.contains(next) {
            finish(
                next.scan, .unknown, .wrong,
                "\(next.scan.input) was for \(asked.code.shown), which is not open: it was left.")
        }
    }
}

extension StationModel {
    /// Whether what waits is goods of the open package.
    private func isInOpenPackage(_ next: Waiting) -> Bool {
        guard case .scan(let scan) = next, let bench else { return false }
        let code = CodeReading(scan.input, codes)
        return bench.lines.contains { $0.has(code) }
    }
}

extension StationModel.Waiting {
    /// The scan, or the key or word, that waits.
    var scan: Scan {
        switch self {
        case .scan(let scan), .command(_, let scan), .packing(_, _, _, let scan): scan
        }
    }

    /// Whether it is a command for the package that is being opened.
    var isCommand: Bool { if case .scan = self { false } else { true } }

    /// Whether it was for the package before it: a command, or goods; not what may name another package.
    fileprivate func isMeantForOpen(_ settings: CodeReader.Settings, _ index: PackageIndex) -> Bool {
        guard case .scan(let scan) = self else { return true }
        let code = CodeReading(scan.input, settings)
        guard index.packages(called: code).isEmpty else { return false }
        return switch code.code.command {
        case .open, .packEach, .shipEach, .next: false
        case .some: true
        case nil: index.isNeeded(code)
        }
    }
}

extension Connection {
    /// Whether a question may be answered, as far as is known.
    fileprivate var mayAnswer: Bool {
        switch self {
        case .connecting, .online, .slow: true
        case .offline, .rejected: false
        }
    }
}
