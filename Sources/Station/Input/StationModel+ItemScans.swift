import Barcode
import OMS

// Scans of goods: which line they are checked on, which package needs them, and what is wrong with them.
extension StationModel {
    mutating func findItem(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard mode == .open else { return refuseItemInMode(code, scan) }
        guard let bench else { return refuseLost(scan, .item) || openPackageNeeding(code, scan) }
        let lines = bench.lines.filter { $0.has(code) }
        guard let first = lines.first else {
            guard index.isNeeded(code) else { return false }
            refuseWrongItem(code, scan)
            return true
        }
        let lacking = lines.filter { bench.session.checked($0) < $0.mostChecked }
        if lacking.count > 1 {
            ask(
                Dialog(
                    .whichItem(code: code.shown, lacking.map(\.distinctTitle)), .line(lacking.map(\.id), code), scan,
                    shown: now.uptime),
                .item)
        } else {
            checkItem(lacking.first ?? first, code, scan)
        }
        return true
    }

    /// An item says nothing where packages are packed or shipped by their scan alone.
    private mutating func refuseItemInMode(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard index.isNeeded(code) || bench?.lines.contains(where: { $0.has(code) }) == true else { return false }
        finish(scan, .item, .wrong, .scan(.itemInMode))
        return true
    }

    /// An item with nothing open picks the oldest package that needs it and can be done here, and is its first item.
    private mutating func openPackageNeeding(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard index.isNeeded(code) else { return false }
        guard let package = index.firstPackage(needing: code, where: { needs($0, code) }) else {
            if !refuseItemInOtherHands(code, scan) { refuseItemNobodyNeeds(code, scan) }
            return true
        }
        openPackage(package)
        var scan = scan
        scan.opened = package.number
        sharingState.note(.item(scan))
        opening.insertFirst(.scan(scan))
        return true
    }

    /// Says who has the package that needs an item, where each that does is another bench's; false where none does.
    private mutating func refuseItemInOtherHands(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard let package = index.firstPackage(needing: code, where: { takes($0, code) }),
            let holder = holder(of: package.id)
        else { return false }
        sharingState.refuse(package.id, holder)
        let words = holder.words(in: settings.zone, at: now.wall)
        var scan = scan
        scan.notes.removeAll { $0 == .passedOver(number: package.number, words) }
        finish(scan, .item, .wrong, .sharing(.claimed(number: package.number, words)), package: package)
        return true
    }

    /// Whether a package still takes goods with that code here: no other bench has it.
    private func needs(_ package: PackageSummary, _ code: CodeReading) -> Bool {
        takes(package, code) && sharingState.holders[package.id] == nil
    }

    /// Whether a package still takes goods with that code: it is to be packed, and not all of them are checked.
    private func takes(_ package: PackageSummary, _ code: CodeReading) -> Bool {
        let kind = settings.commands.kind(of: package)
        return kind.isToPack && !kind.isHalted && endingCommand(of: package.id) == nil
            && !benchState.isComplete(code, of: package.id)
    }

    /// Checks units of a line: as many as a code stands for, or one without a scan.
    mutating func checkItem(_ line: PackageLine, _ code: CodeReading?, _ scan: Scan) {
        guard var bench else { return }
        if !takesChecks(bench.package) || endingCommand(of: bench.package.id) != nil {
            refuseLateScan(line, bench.package, scan)
            return
        }
        let (count, serial) = (code?.count ?? 1, code.flatMap { line.serial(in: $0) })
        let shown = code?.code.serial ?? code?.shown ?? ""
        if let refusal = bench.refusal(of: serial, factor: code?.factor ?? 1, count: count, on: line, shown: shown) {
            raise(Alert(refusal, at: now), scan, .item)
            return
        }
        let left = line.mostChecked - bench.session.checked(line)
        guard count <= left else {
            refuseTooMany(line, count: count, left: left, scan)
            return
        }
        bench.session.add(PackingSession.Check(line: line.id, count: count, serial: serial))
        bench.cursor = bench.lines.firstIndex { $0.id == line.id } ?? bench.cursor
        benchState.update(bench)
        alertQueue.removeAnsweredByScan()
        effects.append(.save(bench.session))
        tellChecked(line, bench, scan)
    }

    private mutating func tellChecked(_ line: PackageLine, _ bench: OpenPackage, _ scan: Scan) {
        if bench.isComplete { return finishChecking(bench, scan) }
        let checked = bench.session.checked(line)
        if let written = line.unreadableQuantity {
            let message = BenchMessage.checkedOfUnknown(title: line.title, checked: checked, written: written)
            finish(scan, .item, .ok, .bench(message))
        } else {
            let left = bench.needed - bench.checked
            let message = BenchMessage.checked(
                title: line.title, checked: checked, needed: line.needed, left: left)
            finish(scan, .item, .ok, .bench(message))
        }
    }

    private mutating func finishChecking(_ bench: OpenPackage, _ scan: Scan) {
        let units = bench.needed
        guard canBeOffered(.pack, of: bench.package) else {
            let why = whyNotPacked(bench.package)
            let message = Message.bench(.allChecked(units: units, .notOffered(why, bench.package.state)))
            finish(scan, .item, .ok, message, tone: .wrong, word: .notNow)
            return
        }
        let next = settings.packsWhenComplete ? BenchMessage.NextStep.packsItself : .pack
        finish(scan, .item, .ok, .bench(.allChecked(units: units, next)), tone: .done, word: .done)
        if settings.packsWhenComplete { giveCommand(.pack, nextScan("pack", from: .prompt)) }
    }

    // MARK: - What was wrong

    private mutating func refuseTooMany(_ line: PackageLine, count: Int, left: Int, _ scan: Scan) {
        let alert = AlertMessage.tooMany(title: line.title, count: count, needed: line.needed, left: left)
        raise(Alert(alert, at: now), scan, .item)
    }

    private mutating func refuseLateScan(_ line: PackageLine, _ package: Package, _ scan: Scan) {
        let alert = AlertMessage.tooLate(title: line.title, number: package.number, lateness(of: package))
        raise(Alert(alert, at: now), scan, .item)
    }

    /// Why nothing more goes into a package.
    private func lateness(of package: Package) -> AlertMessage.Lateness {
        guard let kind = endingCommand(of: package.id) else { return .state(package.state.name) }
        return decisionAwaited(kind, package.id).map { .undecided(kind, $0) } ?? .queued(kind)
    }
}

extension PackageLine {
    /// SKU and name, as messages show them.
    var title: String { product.title }

    /// What distinguishes goods with the same code: SKU, name, and what makes the difference.
    fileprivate var distinctTitle: String {
        [product.sku, product.name, product.variant].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// The serial number that a code has, or is; nil where it has none.
    fileprivate func serial(in code: CodeReading) -> PackingSession.Serial? {
        if let number = code.code.serial {
            return PackingSession.Serial(CodeForm.key(number), gtin: code.code.gtin14)
        }
        let isOfGoods = goodsCodes.contains { code.keys.contains(CodeForm.key($0)) }
        guard !isOfGoods, let number = code.keys.first(where: { serial($0) != nil }) else { return nil }
        return PackingSession.Serial(number, gtin: nil)
    }
}
