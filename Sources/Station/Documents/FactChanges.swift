/// The facts of packages that the OMS was asked to change, and has not answered about.
struct FactChanges: Equatable, Sendable {
    /// A change that was asked for.
    private struct Pending: Equatable {
        let change: PackageChange
        let package: Int
        let scan: Scan
    }

    /// By the number of their scan.
    private var pending: [Int: Pending] = [:]

    /// Whether the OMS has not answered about all.
    var arePending: Bool { !pending.isEmpty }

    /// Whether the OMS was asked for that already: it might be done twice.
    func isPending(_ change: PackageChange, of package: Int) -> Bool {
        pending.values.contains { $0.package == package && $0.change.fact == change.fact }
    }

    /// The OMS is asked for a change.
    mutating func begin(_ change: PackageChange, of package: Int, _ scan: Scan) {
        pending[scan.number] = Pending(change: change, package: package, scan: scan)
    }

    /// The OMS has answered; gives the scan that asked.
    mutating func end(_ scan: Int) -> Scan? { pending.removeValue(forKey: scan)?.scan }
}
