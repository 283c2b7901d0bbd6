import Foundation
import OMS
import Station
import Warehouse

/// What the benches have checked of one package, as the warehouse has it, seen from this bench.
struct SharedSessions {
    private let all: [SharedSession]
    private let bench: UUID

    /// The sessions of a package, the one of the newest claim first.
    init(_ all: [SharedSession], at bench: UUID) { (self.all, self.bench) = (all, bench) }

    /// Whether what this bench has counted alone lies beside the others'.
    var hasOwnBeside: Bool { all.contains { $0.isBeside && $0.bench.id == bench } }

    /// What this bench has checked under a claim; nil where it has not.
    func own(of package: Int) -> PackingSession? {
        all.first { !$0.isBeside && $0.bench.id == bench }.flatMap { PackingSession(package: package, $0.state) }
    }

    /// The counts of a package that know nothing of each other, this bench's first; one where nobody counted besides.
    ///
    /// `kept` is what this bench has counted and not told anybody; in its place, what it has in the warehouse.
    func counts(with kept: PackingSession?, of package: Int) -> [CountedSession] {
        var counts: [CountedSession] = []
        func add(_ session: PackingSession?, by holder: PackageHolder?) {
            guard let session, !session.isEmpty, !counts.contains(where: { $0.session == session }) else { return }
            counts.append(CountedSession(session, by: holder))
        }
        let latest = all.first { !$0.isBeside }
        add(kept ?? (latest?.bench.id == bench ? own(of: package) : nil), by: nil)
        for session in [latest].compactMap(\.self) + all.filter(\.isBeside) where session.bench.id != bench {
            add(
                PackingSession(package: package, session.state),
                by: PackageHolder(
                    bench: session.bench.name, packer: session.packer, since: session.at, token: session.token ?? 0))
        }
        return counts
    }
}
