import Barcode
import Language
import OMS

// A package that is scanned before the station has read it: the OMS is asked for it, and what is scanned meanwhile waits
// in line, as it does for a package that is being opened.
extension StationModel {
    /// Whether there can be packages that have not been read yet.
    var isListPartial: Bool { status.isPartial(index) }

    /// Asks the OMS for what nothing here is called; false where that was done, cannot be done, or could find nothing new.
    mutating func lookUp(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard isListPartial, !scan.isLookedUp, connection.mayAnswer else { return false }
        lookup.wait(for: code, scan)
        effects.append(.find(code.code.canonical, scan: scan.number))
        tell(.notice, .asking, .lookup(.askingFor(code.shown)))
        return true
    }

    /// Asks the OMS, in the background, for a code that was refused: it may be of a package that was just created.
    ///
    /// One at a time: wrong labels must not keep a slow OMS from commands.
    mutating func askInBackground(_ code: CodeReading, _ scan: Scan) {
        guard !scan.isLookedUp, connection == .online, !settings.acknowledgesItself,
            lookup.askInBackground(code, scan)
        else { return }
        effects.append(.find(code.code.canonical, scan: scan.number))
    }

    /// Goes on with the scan as soon as a package has come that is called so.
    mutating func takeAskedIfRead() {
        guard let asked = lookup.asked, isThere(asked) else { return }
        goOn(with: asked)
    }

    /// Goes on with the scan when the OMS has answered, whatever it has.
    mutating func endLookUp(of scan: Int, _ trouble: Phrase?) {
        if let ended = lookup.endBackground(of: scan), isThere(ended) {
            tell(.notice, .note, .lookup(.knownNow(ended.code.shown)))
        }
        guard let asked = lookup.asked, asked.scan.number == scan else { return }
        if let trouble {
            leave(asked, .wrong, .notAskedFor(asked.code.shown, why: trouble))
        } else {
            goOn(with: asked)
        }
    }

    /// Esc: the packer does not want to wait.
    mutating func leaveLookUp() {
        if let asked = lookup.asked { leave(asked, .ignored, .noLongerAskedFor(asked.code.shown)) }
    }

    private func isThere(_ asked: PackageLookup.Asked) -> Bool { !index.packages(called: asked.code).isEmpty }

    private mutating func goOn(with asked: PackageLookup.Asked) {
        if let heading = dialog.map({ Heading.dialog($0.message) }) ?? form.map({ .form($0.heading) }) {
            leave(asked, .wrong, .cameSecond(asked.code.shown, heading))
            return
        }
        lookup.stopWaiting()
        if !isThere(asked) { dropWhatWasMeant(for: asked, exceptForOpen: true) }
        var scan = asked.scan
        scan.isLookedUp = true
        interpret(scan)
        goOn()
    }

    private mutating func leave(_ asked: PackageLookup.Asked, _ outcome: ScanAnswer.Outcome, _ message: LookupMessage) {
        lookup.stopWaiting()
        dropWhatWasMeant(for: asked)
        finish(asked.scan, .unknown, outcome, .lookup(message))
        goOn()
    }

    /// Commands and goods scanned after a package that did not open: they must reach no other package.
    ///
    /// Behind a code that turned out to name no package, goods that are in the open package are its own: those stay.
    private mutating func dropWhatWasMeant(for asked: PackageLookup.Asked, exceptForOpen: Bool = false) {
        guard mode == .open else { return }
        let (index, bench) = (index, bench)
        let dropped = opening.removeFirst(
            while: { $0.isMeantForOpen(index) }, unless: { exceptForOpen && $0.isIn(bench) })
        for next in dropped {
            finish(
                next.scan, .unknown, .wrong,
                .lookup(.meantForAnother(input: next.scan.input, package: asked.code.shown)))
        }
    }
}

extension PackageOpening.Waiting {
    /// Whether it is goods of a package.
    fileprivate func isIn(_ package: OpenPackage?) -> Bool {
        guard case .scan(let scan) = self, let package else { return false }
        return package.lines.contains { $0.has(scan.code) }
    }

    /// Whether it was for the package before it: a command, or goods; not what may name another package.
    fileprivate func isMeantForOpen(_ index: PackageIndex) -> Bool {
        guard case .scan(let scan) = self else { return true }
        guard index.packages(called: scan.code).isEmpty else { return false }
        return switch scan.code.code.command {
        case .open, .packEach, .shipEach, .next: false
        case .some: true
        case nil: index.isNeeded(scan.code)
        }
    }
}
