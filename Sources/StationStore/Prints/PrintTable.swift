import Foundation
import GRDB
import OMS

/// The SQL of the print jobs; every function works inside the caller's transaction, and refuses before its first change.
enum PrintTable {
    /// The condition of what a printer or a person still has to do with; it is that of an index.
    static let isUndone = "stage NOT IN ('printed', 'confirmed', 'void')"

    static func want(_ db: Database, _ print: NewPrint, at time: Timestamp) throws -> WantedPrint {
        if let shipment = print.subject.shipment, !shipment.isEmpty {
            try adopt(
                db, shipment: shipment, package: print.subject.package, kind: print.subject.kind,
                box: print.subject.box)
        }
        if var job = try printed(db, print) {
            if job.document.barcodes.isEmpty, !print.document.barcodes.isEmpty {
                // The carrier's number came later than the label: from now on it can be scanned back.
                try db.cachedStatement(sql: "UPDATE prints SET barcodes = ? WHERE id = ?")
                    .execute(arguments: [barcodes(print.document), job.id])
                job = try self.job(db, job.id)
            }
            return .existing(job, sameBytes: job.document.sha256 == print.document.sha256)
        }
        let same = try copies(db, of: print.subject)
        if let job = same.last { return .existing(job, sameBytes: false) }
        return .new(try insert(db, print, copy: 0, reprintReason: nil, at: time))
    }

    /// The newest job of the same label, whatever its shipment is called by now: it has the same bytes, or the same barcodes.
    private static func printed(_ db: Database, _ print: NewPrint) throws -> PrintJob? {
        let (subject, document) = (print.subject, print.document)
        let jobs = try jobs(
            db, where: "package = ? AND kind = ? AND box = ?", arguments: [subject.package, subject.kind, subject.box])
        return jobs.last { $0.document.sha256 == document.sha256 }
            ?? jobs.last { !document.barcodes.isEmpty && $0.document.barcodes == document.barcodes }
    }

    /// Gives jobs without a shipment this one, for one box or for all.
    static func adopt(_ db: Database, shipment: String, package: Int, kind: String, box: Int? = nil) throws {
        // A job that bears the name already is the one of the shipment; then the nameless one stays as it is.
        let statement = try db.cachedStatement(
            sql: """
                UPDATE OR IGNORE prints SET shipment = ?
                WHERE package = ? AND kind = ? AND shipment = '' AND (? IS NULL OR box = ?)
                """)
        try statement.execute(arguments: [shipment, package, kind, box, box])
    }

    static func reprint(
        _ db: Database, of id: Int, reason: String, replacement: (document: PrintedDocument, bytes: [UInt8])?,
        printer: String?, at time: Timestamp
    ) throws -> PrintJob {
        let job = try job(db, id)
        guard let bytes = try replacement?.bytes ?? bytes(db, of: id) else {
            throw StoreError(.bytesForgotten, "print \(id)")
        }
        let print = NewPrint(
            job.subject, printer: printer ?? job.printer, document: replacement?.document ?? job.document, bytes: bytes)
        let earlier = try copies(db, of: job.subject)
        // What has not come out, or may not have, must not come out besides.
        for old in earlier where [.wanted, .waiting, .unknown, .failed].contains(old.stage) {
            try put(db, old.id, .void, reason: reason, at: time)
        }
        return try insert(
            db, print, copy: (earlier.map(\.copy).max() ?? 0) + 1, reprintReason: reason, at: time)
    }

    static func next(_ db: Database, at printer: String) throws -> PrintJob? {
        guard try onTheWay(db, to: printer) == nil else { return nil }
        return try jobs(
            db, where: "printer = ? AND stage IN ('wanted', 'waiting') AND \(isUndone)", order: "id LIMIT 1",
            arguments: [printer]
        ).first
    }

    static func send(
        _ db: Database, _ id: Int, odometer: Int?, labelCount: Int, at time: Timestamp
    ) throws -> PrintJob {
        let job = try job(db, id)
        try check(job, leadsTo: .sending)
        if let other = try onTheWay(db, to: job.printer) { throw StoreError(.printerBusy, "print \(other)") }
        // After this label the count says nothing of those before it.
        try forgetCounts(db, at: job.printer)
        try db.cachedStatement(sql: "UPDATE prints SET odometer = ?, labels = ? WHERE id = ?")
            .execute(arguments: [odometer, labelCount, id])
        try put(db, id, .sending, reason: nil, at: time)
        return try self.job(db, id)
    }

    /// Forgets the counts of jobs whose end was not seen.
    static func forgetCounts(_ db: Database, at printer: String) throws {
        let open = "stage IN ('unknown', 'sent', 'sending')"
        try db.cachedStatement(sql: "UPDATE prints SET odometer = NULL WHERE printer = ? AND \(open) AND \(isUndone)")
            .execute(arguments: [printer])
    }

    /// Moves a job along, if its stage leads there.
    @discardableResult
    static func move(
        _ db: Database, _ id: Int, to stage: PrintStage, reason: String?, at time: Timestamp
    ) throws -> PrintJob {
        let job = try job(db, id)
        guard stage != .sending else { throw StoreError(.printNotAllowed(from: job.stage, to: stage), "print \(id)") }
        try check(job, leadsTo: stage)
        try put(db, id, stage, reason: reason, at: time)
        return try self.job(db, id)
    }

    private static func check(_ job: PrintJob, leadsTo stage: PrintStage) throws {
        guard job.stage.successors.contains(stage) else {
            throw StoreError(.printNotAllowed(from: job.stage, to: stage), "print \(job.id)")
        }
    }

    /// Writes the new stage and its line in the history; the caller answers for the step.
    static func put(_ db: Database, _ id: Int, _ stage: PrintStage, reason: String?, at time: Timestamp) throws {
        if DeedTable.printed.contains(stage) { try DeedTable.add(db, printed: id, at: time) }
        let statement = try db.cachedStatement(
            sql: "UPDATE prints SET stage = ?, changed = ?, reason = ?, changes = changes || ',' || ? WHERE id = ?")
        let change = PrintChange(stage: stage, at: time, reason: reason)
        try statement.execute(arguments: [stage.rawValue, time.microseconds, reason, change.json.text, id])
    }

    private static func insert(
        _ db: Database, _ print: NewPrint, copy: Int, reprintReason: String?, at time: Timestamp
    ) throws -> PrintJob {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO print_bytes (sha256, bytes) VALUES (?, ?)")
            .execute(arguments: [print.document.sha256, Data(print.bytes)])
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO prints
                    (package, number, kind, shipment, box, boxes, copy, reprint, printer, sha256, format, barcodes, address,
                     stage, created, changed, changes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'wanted', ?, ?, ?)
                """)
        let (subject, document) = (print.subject, print.document)
        try statement.execute(arguments: [
            subject.package, subject.packageNumber, subject.kind, subject.shipment ?? "", subject.box, subject.boxes,
            copy,
            reprintReason, print.printer, document.sha256, format(of: document),
            barcodes(document), document.address, time.microseconds,
            time.microseconds, PrintChange(stage: .wanted, at: time, reason: reprintReason).json.text,
        ])
        let id = Int(db.lastInsertedRowID)
        if let other = print.leftToOther {
            try put(db, id, .void, reason: other, at: time)
        } else if let refusal = print.refusal {
            try put(db, id, .failed, reason: refusal, at: time)
        }
        return try job(db, id)
    }

    /// The format, and behind a blank where the document was fetched: the schema has no room for another column, for it must
    /// fit the first page of the file.
    private static func format(of document: PrintedDocument) -> String {
        [document.format, document.link].compactMap(\.self).joined(separator: " ")
    }

    private static func barcodes(_ document: PrintedDocument) -> String {
        JSONValue.array(document.barcodes.map(JSONValue.string)).text
    }

    /// The jobs of a printer whose end was not seen, and of which its count may say more.
    static func open(_ db: Database, at printer: String) throws -> [PrintJob] {
        let open = "stage IN ('unknown', 'sending') OR (stage = 'sent' AND odometer IS NOT NULL)"
        return try jobs(db, where: "printer = ? AND (\(open)) AND \(isUndone)", arguments: [printer])
    }

    static func removeBytes(_ db: Database, before time: Timestamp) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM print_bytes WHERE sha256 NOT IN (
                    SELECT sha256 FROM prints WHERE changed >= ?
                    UNION SELECT sha256 FROM prints WHERE \(isUndone) AND stage <> 'sent')
                """, arguments: [time.microseconds])
        return db.changesCount
    }

    static func removeFinished(_ db: Database, before time: Timestamp) throws -> Int {
        let finished = """
            (NOT (\(isUndone)) OR stage = 'sent') AND changed < \(time.microseconds) AND package NOT IN (SELECT id FROM packages)
            """
        try db.execute(sql: "DELETE FROM prints WHERE \(finished)")
        let count = db.changesCount
        if count > 0 {
            try db.execute(sql: "DELETE FROM print_bytes WHERE sha256 NOT IN (SELECT sha256 FROM prints)")
        }
        return count
    }
}
