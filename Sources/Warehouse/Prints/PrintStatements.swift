import OMS

/// The SQL of prints: one row for each that happens once.
enum PrintStatements {
    /// Records a print that nobody has recorded; one row if so.
    static func reserve(
        _ subject: SharedPrintSubject, printer: String, barcodes: [String], by bench: WarehouseBench
    ) -> Statement {
        Statement(
            """
            INSERT INTO packline.prints
                (location, package, kind, shipment, box, stage, bench, printer, barcodes, packer, at)
            VALUES ($1, $2::bigint, $3, $4, $5::integer, 'wanted', $6::uuid, $7, $8::jsonb, $9, clock_timestamp())
            ON CONFLICT (location, package, kind, shipment, box) DO NOTHING
            RETURNING package
            """, bench.location, subject.package, subject.kind, subject.shipment ?? "", subject.box, bench.id, printer,
            json(barcodes), bench.packer)
    }

    /// Records how far a print has come; no row where another bench's is left as it is.
    ///
    /// A scan-back is recorded whoever printed it, and nothing that came before it takes its place; what is printed again belongs to who does that: where it was wanted
    /// after all that is recorded.
    static func record(_ print: PrintRecord, by bench: WarehouseBench) -> Statement {
        let subject = print.subject
        return Statement(
            """
            WITH given AS (
                SELECT clock_timestamp() - $11::bigint * interval '1 microsecond' AS at,
                       clock_timestamp() - $12::bigint * interval '1 microsecond' AS wanted
            )
            INSERT INTO packline.prints AS p
                (location, package, kind, shipment, box, stage, bench, printer, barcodes, packer, at)
            SELECT $1, $2::bigint, $3, $4, $5::integer, $9, $6::uuid, $7, $8::jsonb, $13, given.at FROM given
            ON CONFLICT (location, package, kind, shipment, box) DO UPDATE SET
                stage = excluded.stage,
                at = excluded.at,
                (bench, printer, barcodes, packer) = (
                    SELECT CASE WHEN own THEN excluded.bench ELSE p.bench END,
                           CASE WHEN own THEN excluded.printer ELSE p.printer END,
                           CASE WHEN own THEN excluded.barcodes ELSE p.barcodes END,
                           CASE WHEN own AND excluded.stage <> 'confirmed' THEN excluded.packer ELSE p.packer END
                    FROM (SELECT p.bench = excluded.bench OR ($10::boolean AND p.at <= given.wanted) AS own FROM given) o
                )
            WHERE excluded.stage = 'confirmed'
               OR (p.bench = excluded.bench
                   AND ($10::boolean OR p.stage <> 'confirmed' OR excluded.stage IN ('void', 'failed')))
               OR ($10::boolean AND p.at <= clock_timestamp() - $12::bigint * interval '1 microsecond')
            RETURNING p.package,
                CASE WHEN p.stage IN ('printed', 'confirmed', 'unknown', 'failed', 'void') THEN pg_notify('packline', $14) END
            """, bench.location, subject.package, subject.kind, subject.shipment ?? "", subject.box, bench.id,
            print.printer, json(print.barcodes), print.stage, print.isReprint, print.age.wholeMicroseconds,
            print.ageOfWish.wholeMicroseconds, bench.packer,
            ChangeNotice.print(subject.package, location: bench.location))
    }

    /// All prints of some packages.
    static func all(of packages: [Int], location: String) -> Statement {
        Statement(
            """
            SELECT p.kind, p.shipment, p.box, p.stage, p.bench, coalesce(b.name, ''), p.printer, p.barcodes,
                   (extract(epoch FROM p.at) * 1000000)::bigint, p.package, p.packer,
                   (extract(epoch FROM clock_timestamp() - p.at) * 1000000)::bigint
            FROM packline.prints p LEFT JOIN packline.benches b ON b.id = p.bench
            WHERE p.location = $1 AND p.package = ANY ($2::bigint[])
            ORDER BY p.package, p.kind, p.shipment, p.box
            """, location, "{" + packages.map(String.init).joined(separator: ",") + "}")
    }

    private static func json(_ barcodes: [String]) -> String {
        JSONValue.array(barcodes.map { .string($0.replacing("\0", with: "\u{FFFD}")) }).text
    }
}

extension Duration {
    /// The time in microseconds, not less than none.
    fileprivate var wholeMicroseconds: Int {
        let (seconds, rest) = components
        return max(0, Int(seconds) * 1_000_000 + Int(rest / 1_000_000_000_000))
    }
}
