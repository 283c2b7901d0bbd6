import OMS

// What a packer has printed: a label again, with a reason; another label from the carrier; the invoice; the gift note.
extension StationModel {
    /// Asks what is to be printed of the open package, or of the one that was printed last; where there is only an
    /// invoice, nothing is asked.
    mutating func offerPrints(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard let package = printSubject else { return useInvoice(.print, scan, meaning) }
        offerPrints(of: package, scan, meaning)
    }

    /// Asks what is to be printed of a package that is named; without a printer there is only the open one's invoice.
    mutating func offerPrints(of named: PackageSummary, _ scan: Scan) {
        if settings.labels.hasPrinter || bench?.package.id == named.id {
            offerPrints(of: named.id, scan, .word)
        } else {
            finish(scan, .word, .wrong, .bench(.nothingOpen(isScanAsked: true)), package: named)
        }
    }

    private mutating func offerPrints(of package: Int, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        let choices = printChoices(of: package)
        guard !choices.isEmpty, choices != [.invoice] else { return useInvoice(.print, scan, meaning) }
        ask(
            Dialog(
                .print(number: number(of: package), choices), .print(choices, package: package), scan,
                shown: now.uptime),
            meaning, about: index[package])
    }

    private var printSubject: Int? {
        bench?.package.id ?? labels.newestFirst.first?.package ?? awaitedLabels.first?.package
    }

    /// What of a package's labels the list of all that can be done offers; the OMS's commands and the invoice stand there
    /// anyway.
    func labelActions(of package: Int) -> [PrintChoice] {
        guard settings.labels.hasPrinter else { return [] }
        return printChoices(of: package).filter { choice in
            if case .newLabel = choice { false } else { choice != .invoice }
        }
    }

    private func printChoices(of package: Int) -> [PrintChoice] {
        let labels = labels.labels(of: package)
        let isOne = labels.count == 1
        var choices: [PrintChoice] = labels.filter { $0.stage == .unknown }.map { .cameOut(box: isOne ? nil : $0.box) }
        if self.labels.changed.contains(package) { choices.append(.changed) }
        choices += labels.map { .again(box: isOne ? nil : $0.box) }
        choices += self.labels.papersInDoubt(of: package).map(\.paper).uniqued().map(PrintChoice.paperCameOut)
        let isAwaited = self.labels.awaited[package] != nil
        if isAwaited, bench?.package.id != package { choices.append(.askAgain) }
        if isAwaited, !self.labels.dismissed.contains(package) { choices.append(.dismiss) }
        if let bench, bench.package.id == package {
            if settings.labels.hasPrinter {
                if labels.isEmpty, bench.package.hasLabel { choices.append(.first) }
                choices += offers(for: bench.package).filter { $0.kind == .shippingLabel }.map(PrintChoice.newLabel)
            }
            choices.append(.invoice)
            if bench.package.giftNote?.isEmpty == false { choices.append(.giftNote) }
        } else if invoices.lastPrinted?.id == package {
            choices.append(.invoice)
        } else {
            choices.append(.open)
        }
        return choices
    }

    /// Does what was chosen; a label that is printed again needs a reason.
    mutating func perform(_ choice: PrintChoice, of package: Int, _ scan: Scan) {
        let number = number(of: package)
        switch choice {
        case .again(let box):
            ask(
                Dialog(.printReason(number: number), .printReason(package: package, box: box), scan, shown: now.uptime),
                .command, about: index[package])
        case .first, .changed:
            effects.append(.printLabel(package: package))
            finish(scan, .command, .ok, .label(.printing(number: number)), package: index[package], word: .printing)
        case .cameOut(let box):
            for job in labels.labels(of: package) where job.stage == .unknown && (box == nil || job.box == box) {
                effects.append(.notePrinted(job.id))
            }
            finish(scan, .command, .ok, .label(.cameOut(number: number)), package: index[package])
        case .newLabel(let command):
            if bench?.package.id == package {
                performOffered(command, scan)
            } else {
                finish(scan, .command, .wrong, .bench(.noLongerOpen(number: number)))
            }
        case .invoice: useInvoice(.print, scan, .command)
        case .giftNote: printGiftNote(of: package, scan)
        case .paperCameOut(let paper):
            for job in labels.papersInDoubt(of: package) where job.paper == paper {
                effects.append(.notePrinted(job.id))
            }
            finish(scan, .command, .ok, .document(.cameOut(paper, number: number)), package: index[package])
        case .dismiss:
            labels.dismiss(package)
            effects.append(.dismissLabel(package: package))
            finish(scan, .command, .ok, .label(.dismissed(number: number)), package: index[package])
        case .askAgain, .open:
            guard let known = index[package] else {
                return finish(scan, .command, .wrong, .lookup(status.unknown(number, index)))
            }
            if choice == .open { usePackage(known, as: .open, scan) } else { runUnopened(.shippingLabel, known, scan) }
        }
    }

    /// Prints the labels of a package again, or that of one box.
    mutating func printAgain(_ package: Int, box: Int?, _ reason: PrintReason, _ scan: Scan) {
        for job in labels.labels(of: package) where box == nil || job.box == box {
            effects.append(.printAgain(job.id, reason))
        }
        finish(
            scan, .command, .ok, .label(.printingAgain(number: number(of: package), reason)), package: index[package],
            word: .printing)
    }
}
