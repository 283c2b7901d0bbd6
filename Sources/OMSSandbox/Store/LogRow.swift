import GRDB

/// An entry of a package's transition log, as it is stored.
struct LogRow: FetchableRecord, Sendable {
    var id: Int64
    var package: Int64
    var created: Instant
    /// The state it left; nil when the package was created.
    var source: State?
    var target: State
    var transition: Transition?
    var user: User
    /// The input parameters of a command run in this sandbox, as JSON; nil for generated history.
    var inputs: String?
    /// Whether a client's request did it.
    var isOverHTTP = false

    static let columns = ["id", "package", "created", "source", "target", "transition", "user", "inputs", "over_http"]

    var arguments: StatementArguments {
        [id, package, created, source?.id, target.id, transition?.id, user.username, inputs, isOverHTTP]
    }
}

extension LogRow {
    init(row: Row) {
        id = row["id"]
        package = row["package"]
        created = row["created"]
        source = (row["source"] as Int64?).flatMap(State.package)
        target = State.package(row["target"]) ?? .waiting
        transition = (row["transition"] as Int64?).flatMap(Transition.with(id:))
        user = User.named(row["user"])
        inputs = row["inputs"]
        isOverHTTP = row["over_http"]
    }
}
