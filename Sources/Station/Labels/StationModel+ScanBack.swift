import Barcode
import OMS

// Scan-back: the code on a printed label is scanned before the package leaves the bench.
extension StationModel {
    /// Takes a code as one of a printed label, where a scan-back is due; a code of goods on the bench is none.
    ///
    /// At the hand-over, a label's code confirms it and ships the package.
    mutating func confirmLabel(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard settings.labels.confirm != .never, bench?.lines.contains(where: { $0.has(code) }) != true else {
            return false
        }
        let due = labels.due
        let matches = due.filter { $0.carries(code) }
        // What the labels of several packages bear, such as a route, proves none of them.
        if let job = matches.first, matches.allSatisfy({ $0.package == job.package }) {
            effects.append(.confirmPrint(job.id))
            alertQueue.removeSettled(byLabelOf: job.number)
            if mode == .shipEach { return false }
            let left = due.count { $0.package == job.package } - 1
            finish(
                scan, .label, .ok, .label(.confirmed(number: job.number, left: left)), package: index[job.package],
                tone: .done)
            return true
        }
        if matches.isEmpty, let print = confirmElsewhere(code) {
            let number = number(of: print.package)
            if mode == .shipEach { return false }
            let left = benchLabels(of: print.package).count(where: \.isDue)
            finish(
                scan, .label, .ok, .label(.confirmed(number: number, left: left)), package: index[print.package],
                tone: .done)
            return true
        }
        guard mode != .shipEach, let first = due.first else { return false }
        guard let other = index.packages(called: code).first(where: { $0.isTracked(by: code) }) else { return false }
        let job = due.first { $0.package == bench?.package.id } ?? first
        // The label of a package that was scanned back already is looked for by it.
        guard job.package != other.id else { return false }
        raise(Alert(.wrongLabel(code.shown, of: other.number, due: job.number), at: now), scan, .label, package: other)
        return true
    }

    /// Why no other package is opened now: a label is out that must be scanned back first; nil where one may be.
    func labelToScanFirst(before package: Int) -> LabelMessage? {
        guard settings.labels.confirm == .always else { return nil }
        return labels.due.first { $0.package != package && holdsBench($0) }.map { .due(number: $0.number) }
    }

    /// Whether a label is out: it is not in a printer that needs a hand, and its package is still here.
    private func holdsBench(_ job: QueuedPrint) -> Bool {
        guard let package = index[job.package], job.stage == .printed || job.stage == .unknown else { return false }
        switch settings.commands.kind(of: package) {
        case .shipped, .attemptedDelivery, .deliveryFailed, .delivered, .cancelled, .cancellationWaiting: return false
        default: return true
        }
    }
}

extension QueuedPrint {
    /// Whether a code is one of the label's.
    fileprivate func carries(_ code: CodeReading) -> Bool { barcodes.contains { code.keys.contains(CodeForm.key($0)) } }
}

extension PackageSummary {
    /// Whether a code is the package's tracking number, and neither its number nor its order's.
    fileprivate func isTracked(by code: CodeReading) -> Bool {
        guard let trackingNumber, code.keys.contains(CodeForm.key(trackingNumber)) else { return false }
        return ![number, orderNumber].compactMap(\.self).contains { code.keys.contains(CodeForm.key($0)) }
    }
}
