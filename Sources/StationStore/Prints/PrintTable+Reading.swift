import Foundation
import GRDB
import OMS

// How print jobs are found and read.
extension PrintTable {
    /// Jobs of a condition, which has `?` for what differs from call to call: its statement is kept for the next one.
    static func jobs(
        _ db: Database, where condition: String, order: String = "id", arguments: StatementArguments = []
    ) throws -> [PrintJob] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM prints WHERE \(condition) ORDER BY \(order)")
        return try Row.fetchAll(statement, arguments: arguments).map(job)
    }

    static func job(_ db: Database, _ id: Int) throws -> PrintJob {
        guard let job = try jobs(db, where: "id = ?", arguments: [id]).first else {
            throw StoreError(.noSuchPrintJob, "print \(id)")
        }
        return job
    }

    /// All copies of the same, oldest first; a subject without a shipment is the same as one of the latest shipment.
    static func copies(_ db: Database, of subject: PrintSubject) throws -> [PrintJob] {
        let jobs = try jobs(
            db, where: "package = ? AND kind = ? AND box = ?", arguments: [subject.package, subject.kind, subject.box])
        let shipment = subject.shipment.flatMap { $0.isEmpty ? nil : $0 } ?? jobs.last?.subject.shipment
        return jobs.filter { $0.subject.shipment == shipment }
    }

    /// The job that is on its way to a printer; nil where there is none.
    static func onTheWay(_ db: Database, to printer: String) throws -> Int? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id FROM prints WHERE printer = ? AND stage = 'sending' AND \(isUndone)
                ORDER BY id LIMIT 1
                """)
        return try Int.fetchOne(statement, arguments: [printer])
    }

    static func bytes(_ db: Database, of id: Int) throws -> [UInt8]? {
        let sql = "SELECT bytes FROM print_bytes WHERE sha256 = (SELECT sha256 FROM prints WHERE id = ?)"
        return try Data.fetchOne(db, sql: sql, arguments: [id]).map { [UInt8]($0) }
    }

    static func history(_ db: Database, of id: Int) throws -> [PrintChange] {
        let sql = "SELECT changes FROM prints WHERE id = ?"
        guard let changes = try String.fetchOne(db, sql: sql, arguments: [id]),
            let document = try? JSONDocument("[\(changes)]")
        else { return [] }
        return document.root.elements.map { change in
            PrintChange(
                stage: stage(change["stage"].string ?? ""), at: Timestamp(microseconds: Int64(change["at"].int ?? 0)),
                reason: change["reason"].string)
        }
    }

    private static func job(_ row: Row) -> PrintJob {
        let shipment: String = row["shipment"]
        let subject = PrintSubject(
            package: row["package"], packageNumber: row["number"], kind: row["kind"],
            shipment: shipment.isEmpty ? nil : shipment, box: row["box"], boxes: row["boxes"])
        let format = (row["format"] as String).split(separator: " ", maxSplits: 1).map(String.init)
        let document = PrintedDocument(
            sha256: row["sha256"], format: format.first ?? "", barcodes: barcodes(row["barcodes"]),
            address: row["address"], link: format.dropFirst().first)
        return PrintJob(
            id: row["id"], subject: subject, copy: row["copy"], reprintReason: row["reprint"], printer: row["printer"],
            document: document, stage: stage(row["stage"]), reason: row["reason"], odometer: row["odometer"],
            labelCount: row["labels"], createdAt: Timestamp(microseconds: row["created"]),
            changedAt: Timestamp(microseconds: row["changed"]))
    }

    private static func barcodes(_ json: String) -> [String] {
        (try? JSONDocument(json))?.root.elements.compactMap(\.string) ?? []
    }

    /// A stage that cannot be read must not be taken for one in which something is sent.
    private static func stage(_ text: String) -> PrintStage { PrintStage(rawValue: text) ?? .unknown }
}

extension PrintChange {
    /// The change as it stands in the row of its job.
    var json: JSONValue {
        var members: [String: JSONValue] = ["stage": .string(stage.rawValue), "at": .int(Int(at.microseconds))]
        if let reason { members["reason"] = .string(reason) }
        return .object(members)
    }
}
