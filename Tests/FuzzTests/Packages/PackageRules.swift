@testable import OMS

/// What must hold for any JSON as what the OMS answers with: what is read of it is in bounds, is the same when it is read again
/// from the words of the OMS, and one row never costs another.
enum PackageRules {
    /// Checks an input as a thing of each kind, and as a page of each.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        for request in [Request.packages(), Request.shortPackages()] {
            guard let page = try? request.read(input) else { continue }
            for package in page.rows { try check(package) }
        }
        guard let root = (try? JSONDocument(page: input))?.root else { return }
        if let package = Package(root) { try check(package) }
        // In a line, a row that is no JSON may be mended.
        guard !hasBroken(root) else { return }
        guard let again = try? JSONDocument(root.line).root else {
            throw BrokenRule(description: "its line is no JSON: \(root.line)")
        }
        try checkErrorText(input)
        // Zeros in front of a number are a part of what is read, and not of what is handed on.
        if let document = root.document, !JSONTolerance(document).hasLeadingZero { try checkRows(root, again) }
    }

    /// Rows of all kinds are the same in a line.
    private static func checkRows(_ root: JSON, _ again: JSON) throws(BrokenRule) {
        try check(root, again, "flat package", SimplePackage.init)
        try check(root, again, "delivery range", DeliveryRange.init)
        try check(root, again, "item", PackageItemReference.init)
        try check(root, again, "log", TransitionLog.init)
        try check(root, again, "delivery", WebhookDelivery.init)
        try check(root, again, "reason", DenialReason.init)
        try check(root, again, "hook", Hook.init)
        try check(root, again, "invoice", Invoice.init)
        try check(root, again, "document", InvoiceDocument.init)
        try check(root, again, "command") { PackageCommand($0)?.identity }
        try check(root, again, "state", PackageState.init)
        try check(root, again, "address", Address.init)
        try check(root, again, "location", StockLocation.init)
    }

    private static func check<Row: Equatable & Sendable>(
        _ root: JSON, _ again: JSON, _ name: String, _ read: (JSON) -> Row?
    ) throws(BrokenRule) {
        try require(read(root) == read(again), "\(name): \(String(describing: read(again)))")
        guard let page = try? Page(root, row: read), let other = try? Page(again, row: read) else { return }
        try require(page.rows == other.rows, "another page of \(name)s")
        let elements = (root.kind == .array ? root : root["results"]).elements.count
        try require(page.rows.count + page.unreadable == elements, "rows are lost of \(name)s")
    }

    private static func check(_ package: Package) throws(BrokenRule) {
        let summary = PackageSummary(package)
        try require(package.unreadableItems >= 0 && package.itemCount >= 0 && package.units >= 0, "\(summary)")
        for item in package.items {
            try require((0...100_000).contains(item.quantity), "\(item.quantity) units of an item")
            try require((item.quantity == 0) == (item.unreadableQuantity != nil), "a quantity that is none")
        }
        guard let again = Package(raw: package.raw) else {
            throw BrokenRule(description: "\(package.raw) is no package")
        }
        try require(again == package && PackageSummary(again) == summary, "\(PackageSummary(again)) was \(summary)")
        try require(again.labels == package.labels && again.commands == package.commands, "labels or commands differ")
        try checkContents(of: package)
    }

    /// What a command is given for is kept as it was, and fits the package that it was given for.
    private static func checkContents(of package: Package) throws(BrokenRule) {
        for contents in [
            PackContents(of: package, isForced: true) { _ in 1 },
            PackContents(of: package, reporting: Set(package.items.prefix(2).map(\.id))),
        ] {
            let kept = (try? JSONDocument(contents.json.text)).flatMap { PackContents($0.root) }
            try require(kept == contents, "kept as \(String(describing: kept)): \(contents)")
            try require(contents.difference(to: package) == nil, "it differs from itself: \(contents)")
            try require(contents.difference(toPacked: package) == nil, "it differs from itself, packed: \(contents)")
            _ = contents.uncheckedItems(in: package)
        }
    }

    private static func checkErrorText(_ input: [UInt8]) throws(BrokenRule) {
        let sentence = ErrorText.sentence(in: input)
        try require((sentence?.count ?? 0) <= 240, "a sentence of \(sentence?.count ?? 0) characters")
        _ = ErrorText.namesField(in: input, sent: ["transition", "note"])
    }

    private static func hasBroken(_ root: JSON) -> Bool {
        root.elements.contains { $0.kind == .broken } || root["results"].elements.contains { $0.kind == .broken }
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_packages")
    public func fuzzPackages(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: PackageRules.check)
    }
#endif
