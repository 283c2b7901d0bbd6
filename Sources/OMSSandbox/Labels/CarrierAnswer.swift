import GRDB

/// What the carrier says of a shipment some time after it was asked.
struct CarrierAnswer: Sendable {
    /// The package that was packed.
    let package: Int64
    /// The tracking number; nil leaves the package's as it is.
    let trackingNumber: String?
    /// The JSON of the label's field; nil leaves the package's as it is.
    let label: String?
}

extension CarrierAnswer: FetchableRecord {
    init(row: Row) {
        package = row["package"]
        trackingNumber = row["tracking_number"]
        label = row["label"]
    }
}

extension Store {
    /// Gives a package what the carrier has for it now, and writes down what comes later.
    ///
    /// The shape that is the package's turn says what the label looks like, and whether it is late. A label that is made
    /// anew always comes after the command for it was answered.
    func askCarrier(
        _ database: Database, for package: inout PackageRow, was before: PackageRow, after command: Command,
        at now: Instant
    ) throws {
        guard !labels.isEmpty else { return }
        let shape = labels[Int(package.id) % labels.count]
        let later: CarrierAnswer
        switch command.transition {
        case .pack where makesShipments, .packWithShipment:
            let label = shape.field(of: package)
            guard shape == .late || shape == .lateTracking else {
                package.label = label ?? package.label
                return
            }
            later = CarrierAnswer(
                package: package.id, trackingNumber: package.trackingNumber, label: shape == .late ? label : nil)
            package.trackingNumber =
                command.inputs["tracking_number"] == nil ? before.trackingNumber : later.trackingNumber
            package.label = shape == .late ? before.label : label
        case .updateLabel where command.inputs["label"] == nil:
            let steps = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM log WHERE package = ?", arguments: [package.id])
            package.label = before.label
            later = CarrierAnswer(
                package: package.id, trackingNumber: nil, label: shape.field(of: package, edition: steps ?? 1))
        default: return
        }
        try database.execute(
            sql: "INSERT INTO carrier_answer (package, due, tracking_number, label) VALUES (?, ?, ?, ?)",
            arguments: [later.package, now.adding(labelDelay), later.trackingNumber, later.label])
    }

    /// Gives packages what the carrier answered by that time, with the webhooks that tell of it; nil takes what is still to come.
    func takeCarrierAnswers(until due: Instant?) async throws {
        try await write { database, now in
            let condition = "(?1 IS NULL OR due <= ?1)"
            let answers = try CarrierAnswer.fetchAll(
                database, sql: "SELECT * FROM carrier_answer WHERE \(condition) ORDER BY due, rowid", arguments: [due])
            try database.execute(sql: "DELETE FROM carrier_answer WHERE \(condition)", arguments: [due])
            for answer in answers { try self.take(answer, database, at: now) }
        }
    }

    private func take(_ answer: CarrierAnswer, _ database: Database, at now: Instant) throws {
        // The package may be gone meanwhile.
        guard let before = try packages(database, [answer.package]).first else { return }
        var package = before.package
        package.trackingNumber = answer.trackingNumber ?? package.trackingNumber
        package.label = answer.label ?? package.label
        package.modified = now
        try update(database, package)
        let document = PackageDocument(package: package, items: before.items, catalogue: catalogue)
        try queueWebhooks(database, from: before.package, to: document, at: now)
    }

    /// When the carrier answers next; nil when nothing was asked of it.
    func nextCarrierAnswer() async throws -> Instant? {
        try await read { try Instant.fetchOne($0, sql: "SELECT MIN(due) FROM carrier_answer") }
    }
}
