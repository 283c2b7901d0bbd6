/// One statement of SQL and its parameters.
///
/// The SQL is a literal of the source, which the type ensures: what comes from outside can only be a parameter.
struct Statement: Sendable {
    let sql: StaticString
    let parameters: [String?]

    /// A statement whose parameters are written as PostgreSQL reads them; nil is `NULL`.
    init(_ sql: StaticString, _ parameters: (any CustomStringConvertible)?...) {
        self.sql = sql
        // PostgreSQL has no character with the number zero, and a C string ends at one.
        self.parameters = parameters.map { $0?.description.replacing("\0", with: "\u{FFFD}") }
    }
}
