import OMS

/// The SQL of prints: one row for each that happens once.
enum PrintStatements {
    /// Records a print that nobody has recorded; one row if so.
    static func reserve(
        _ subject: SharedPrintSubject, printer: String, barcodes: [String], by bench: WarehouseBench
    ) -> Statement {
        Statement(
            """
            INSERT INTO packline.prints (location, package, kind, shipment, box, stage, bench, printer, barcodes, at)
            VALUES ($1, $2::bigint, $3, $4, $5::integer, 'wanted', $6::uuid, $7, $8::jsonb, clock_timestamp())
            ON CONFLICT (location, package, kind, shipment, box) DO NOTHING
            RETURNING package
            """, bench.location, subject.package, subject.kind, subject.shipment ?? "", subject.box, bench.id, printer,
            json(barcodes))
    }

    /// Records how far a print has come; no row where another bench's is left as it is.
    ///
    /// A scan-back is recorded whoever printed it, and what is printed again belongs to who does that.
    static func record(
        _ subject: SharedPrintSubject, stage: String, printer: String, barcodes: [String], isReprint: Bool,
        by bench: WarehouseBench
    ) -> Statement {
        Statement(
            """
            INSERT INTO packline.prints AS p
                (location, package, kind, shipment, box, stage, bench, printer, barcodes, at)
            VALUES ($1, $2::bigint, $3, $4, $5::integer, $9, $6::uuid, $7, $8::jsonb, clock_timestamp())
            ON CONFLICT (location, package, kind, shipment, box) DO UPDATE SET
                stage = excluded.stage,
                bench = CASE WHEN $10::boolean THEN excluded.bench ELSE p.bench END,
                printer = CASE WHEN $10::boolean OR p.bench = excluded.bench THEN excluded.printer ELSE p.printer END,
                barcodes = CASE WHEN $10::boolean OR p.bench = excluded.bench THEN excluded.barcodes ELSE p.barcodes END,
                at = excluded.at
            WHERE p.bench = excluded.bench OR $10::boolean OR excluded.stage = 'confirmed'
            RETURNING p.package
            """, bench.location, subject.package, subject.kind, subject.shipment ?? "", subject.box, bench.id, printer,
            json(barcodes), stage, isReprint)
    }

    /// All prints of a package.
    static func all(of package: Int, location: String) -> Statement {
        Statement(
            """
            SELECT p.kind, p.shipment, p.box, p.stage, p.bench, coalesce(b.name, ''), p.printer, p.barcodes,
                   (extract(epoch FROM p.at) * 1000000)::bigint
            FROM packline.prints p LEFT JOIN packline.benches b ON b.id = p.bench
            WHERE p.location = $1 AND p.package = $2::bigint
            ORDER BY p.kind, p.shipment, p.box
            """, location, package)
    }

    private static func json(_ barcodes: [String]) -> String {
        JSONValue.array(barcodes.map { .string($0.replacing("\0", with: "\u{FFFD}")) }).text
    }
}
