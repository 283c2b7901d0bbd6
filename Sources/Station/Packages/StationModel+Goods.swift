import OMS

// What goods are called: the list knows their codes alone, and asks the mirror for a package where a name is to be shown.
extension StationModel {
    /// Says what goods are called in the alerts and the question that name a package, now that it has come.
    mutating func completeGoods(with package: Package) {
        let scanInput = scanInput
        let changes = alertQueue.complete { known in
            guard known.package == package.id else { return nil }
            let keys = scanInput.read(known.code).keys
            return package.neededItems.first { $0.codes.contains { keys.contains(CodeForm.key($0)) } }?.product.title
        }
        for change in changes { history.replace(.alert(change.old), by: .alert(change.new)) }
        guard case .whichPackage? = dialog?.message else { return }
        let lines = PackageLine.lines(of: package)
        guard let first = lines.first else { return }
        questions.nameGoods(of: package.number, as: first.title + (lines.count > 1 ? " …" : ""))
    }

    /// Asks the mirror what is in the packages of a question.
    mutating func askForGoods(of packages: some Collection<PackageSummary>) {
        guard !settings.acknowledgesItself else { return }
        // Nobody compares more than fit on a screen.
        effects += packages.prefix(10).map { .open(package: $0.id) }
    }
}
