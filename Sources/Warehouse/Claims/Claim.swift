public import Foundation
public import OMS

/// A package that this bench holds.
public struct Claim: Hashable, Sendable {
    /// The package, by the OMS's id.
    public let package: Int
    /// The fencing token: it rises with each claim of the package, and what is written with an older one is refused.
    public let token: Int
    /// Since when this bench has it, by the server's clock.
    public let since: Timestamp
    /// The bench that it was taken from, also where its lease had run out; nil where nobody had it.
    public let takenFrom: BenchName?

    /// A claim as it was kept.
    public init(package: Int, token: Int, since: Timestamp, takenFrom: BenchName? = nil) {
        self.package = package
        self.token = token
        self.since = since
        self.takenFrom = takenFrom
    }
}

/// A bench, by its id and what it is called.
public struct BenchName: Hashable, Sendable {
    /// The bench's id.
    public let id: UUID
    /// What it is called; empty where that is not known.
    public let name: String

    /// A bench of that id and name.
    public init(id: UUID, name: String) { (self.id, self.name) = (id, name) }
}

/// Who holds a package.
public struct ClaimHolder: Hashable, Sendable {
    /// The bench.
    public let bench: BenchName
    /// Who packs; empty where nobody said.
    public let packer: String
    /// Since when, by the server's clock.
    public let since: Timestamp
    /// The token of the claim, by which it can be taken over.
    public let token: Int
    /// The command that the bench has not finished, such as `pack`, which keeps the claim beyond its lease; nil for none.
    public let command: String?
}

/// What became of a claim that was wanted.
public enum ClaimOutcome: Hashable, Sendable {
    /// The package is this bench's.
    case mine(Claim)
    /// Another bench has it.
    case held(ClaimHolder)
}

/// Whether a claim still holds.
public enum ClaimStanding: Hashable, Sendable {
    /// It does.
    case mine
    /// It was taken over, dropped by hand or released; who has the package now, where somebody has.
    case lost(to: ClaimHolder?)
}

/// A package in somebody's hands.
public struct HeldPackage: Hashable, Sendable {
    /// The stock location.
    public let location: String
    /// The package, by the OMS's id.
    public let package: Int
    /// Who has it.
    public let holder: ClaimHolder
}

extension HeldPackage {
    /// Reads location, package and the columns of `ClaimHolder`.
    init(row: PostgresRow) throws(WarehouseError) {
        self.init(location: try row.text(0), package: try row.int(1), holder: try ClaimHolder(row: row, from: 2))
    }
}

extension BenchName {
    init?(id: String?, name: String?) {
        guard let id = id.flatMap(UUID.init(uuidString:)) else { return nil }
        self.init(id: id, name: name ?? "")
    }
}

extension ClaimHolder {
    /// Reads bench, its name, packer, since, token and command, from a column on.
    init(row: PostgresRow, from column: Int = 0) throws(WarehouseError) {
        self.init(
            bench: BenchName(id: try row.uuid(column), name: try row.text(column + 1)),
            packer: try row.text(column + 2), since: try row.timestamp(column + 3), token: try row.int(column + 4),
            command: row.optionalText(column + 5))
    }
}
