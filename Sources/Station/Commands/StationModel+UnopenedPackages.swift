public import Language
package import OMS

// Commands for packages that need not be open: from a program, and in the modes for many.
extension StationModel {
    /// Gives a program's command for a package that need not be open; which transition it is turns out when it is sent.
    ///
    /// Nothing is asked back: a pack of what is not checked is refused where it would be asked for, unless it is forced.
    mutating func orderUnopened(
        _ kind: CommandKind, _ name: String, _ parameters: JSONValue, _ isForced: Bool, _ scan: Scan
    ) {
        let named = packages(named: name)
        guard let package = named.first, named.count == 1 else {
            let unknown = status.unknown(name, index)
            let several = LookupMessage.severalPackages(name, count: named.count, isForPacker: false)
            finish(scan, .package, .wrong, .lookup(named.isEmpty ? unknown : several))
            return
        }
        guard !refuseFinished(kind, package, scan), !refuseHeld(kind, package, scan) else { return }
        if kind == .pack, benchState.wasPutAside(package.id) {
            openPackage(package)
            opening.insertFirst(.packing(name, parameters, isForced: isForced, scan))
            return
        }
        if kind == .pack, !isForced, let unchecked = uncheckedUnits(of: package),
            settings.force.decision(on: unchecked) == .ask
        {
            let message = Message.command(.forceNeeded(number: package.number, unchecked))
            finish(scan, .package, .wrong, message, package: package)
            return
        }
        runUnopened(kind, package, scan, parameters, isForceDecided: true)
    }

    /// What is not checked of a package, whether it is open, was put aside, or was never opened; nil where all is.
    private func uncheckedUnits(of package: PackageSummary) -> UncheckedUnits? {
        if let bench, bench.package.id == package.id { return bench.uncheckedUnits }
        let count = max(0, package.units - (sessions[package.id]?.count ?? 0))
        if count == 0 && package.isCheckable { return nil }
        return UncheckedUnits(count: count, needed: package.units, fault: package.contentsFault)
    }

    /// The packages that a program calls so: by a number that is printed or scanned, else by id.
    package func packages(named name: String) -> [PackageSummary] {
        let called = index.packages(called: scanInput.read(name))
        return called.isEmpty ? Int(name).flatMap { index[$0] }.map { [$0] } ?? [] : called
    }

    /// What a person is asked before a program packs a package, named as people name it; nil where nothing is asked.
    public func forceQuestion(beforePacking name: String) -> Phrase? {
        let named = packages(named: name)
        guard named.count == 1, let package = named.first, let unchecked = uncheckedUnits(of: package),
            settings.commands.kind(of: package).finishedWord == nil, settings.force.decision(on: unchecked) == .ask
        else { return nil }
        return DialogMessage.force(.kind(.pack), unchecked, number: package.number, []).title
    }

    /// Says that a package is finished, where a command can do nothing more with it.
    private mutating func refuseFinished(_ kind: CommandKind, _ package: PackageSummary, _ scan: Scan) -> Bool {
        let state = settings.commands.kind(of: package)
        guard let word = state.finishedWord, kind == .pack || (kind == .ship && state.hasLeft) else { return false }
        let message = Message.bench(.finished(number: package.number, .init(package.state)))
        refuse(package, scan, message, word: word)
        return true
    }

    /// Says that another bench has a package, where a command ends the work on it.
    private mutating func refuseHeld(_ kind: CommandKind, _ package: PackageSummary, _ scan: Scan) -> Bool {
        guard kind.needsClaim, let holder = holder(of: package.id) else {
            return false
        }
        let words = holder.words(in: settings.zone, at: now.wall)
        refuse(package, scan, .sharing(.claimed(number: package.number, words)))
        return true
    }

    /// Packs or ships a package that was scanned in one of the modes for many.
    mutating func runUnopened(
        _ kind: CommandKind, _ package: PackageSummary, _ scan: Scan, _ parameters: JSONValue = [:],
        isForceDecided: Bool = false
    ) {
        guard !refuseFinished(kind, package, scan), !refuseHeld(kind, package, scan) else { return }
        if commands.stopped(kind, of: package.id) != nil, bench?.package.id != package.id {
            refuse(package, scan, .command(.checkAgainFirst(number: package.number)))
            return
        }
        guard !tracking.isUnderWay(kind, package.id) else {
            refuse(package, scan, .command(underWay(kind, package.id)))
            return
        }
        if kind == .pack, benchState.wasPutAside(package.id) {
            tellLeft(openPackage(package))
            opening.insertFirst(.command(kind, scan))
            return
        }
        let unchecked = kind == .pack ? uncheckedUnits(of: package) : nil
        let decision = unchecked.map(settings.force.decision) ?? .pack
        guard decision != .refuse else {
            refuse(package, scan, .command(.forceForbidden(number: package.number)))
            return
        }
        let contents = kind == .pack && bench?.package.id == package.id ? bench?.contents : nil
        let intent = CommandIntent(
            package: package.id, kind: kind, name: kind.word, parameters: parameters, source: package.state,
            contents: contents)
        if let unchecked, decision == .ask, !isForceDecided {
            askForce(intent, package.number, unchecked, [], scan, .package)
        } else if let question = shipQuestion(intent, package.number), !settings.acknowledgesItself {
            confirm(intent, package.number, question, scan)
        } else {
            enqueue(intent, scan)
        }
    }
}
