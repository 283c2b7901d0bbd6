import Foundation
import OMS

/// The SQL of figures; `FigureCount` counts the same from rows at hand.
enum FigureStatements {
    /// The figures of all benches: the key of the subject, the bench's name, and the columns of `Figures`.
    ///
    /// The medians are apart, for they alone need their rows sorted, and are of packs alone. Hours are the numbers of the given ones, from 1, so that PostgreSQL needs to know nothing of the site's zone.
    static func figures(_ query: FigureQuery) -> Statement {
        Statement(
            """
            WITH hours AS (
                SELECT ARRAY(SELECT timestamptz 'epoch' + h * interval '1 microsecond'
                             FROM unnest($4::bigint[]) AS h ORDER BY h) AS begin
            ), rows AS NOT MATERIALIZED (
                SELECT j.*, number > 0 AND meaning NOT IN ('word', 'confirmation') AS is_scan,
                       number < 0 AND meaning = 'pack' AS is_pack,
                       CASE $3 WHEN 'packer' THEN packer WHEN 'bench' THEN bench::text WHEN 'location' THEN location
                               WHEN 'hour' THEN width_bucket(at, (SELECT begin FROM hours))::text ELSE '' END AS key
                FROM packline.journal j
                WHERE at >= timestamptz 'epoch' + $1::bigint * interval '1 microsecond'
                  AND at < timestamptz 'epoch' + $2::bigint * interval '1 microsecond'
                  AND ($5::text IS NULL OR location = $5)
            ), counted AS (
                SELECT key, count(*) FILTER (WHERE is_pack) AS packages,
                       coalesce(sum(units) FILTER (WHERE is_pack), 0) AS units, count(*) FILTER (WHERE is_scan) AS scans,
                       count(*) FILTER (WHERE is_scan AND outcome = 'wrong') AS wrong,
                       count(*) FILTER (WHERE is_pack AND outcome = 'forced') AS forced,
                       count(*) FILTER (WHERE number < 0 AND meaning = 'deny') AS denied,
                       count(*) FILTER (WHERE is_scan AND meaning = 'unknown' AND outcome = 'wrong') AS not_found,
                       count(*) FILTER (WHERE number < 0 AND meaning = 'print' AND outcome = 'printed') AS labels,
                       count(*) FILTER (WHERE number < 0 AND meaning = 'print' AND outcome = 'reprinted') AS reprints,
                       min(at) FILTER (WHERE is_scan) AS first, max(at) FILTER (WHERE is_scan) AS last
                FROM rows GROUP BY key
            ), medians AS (
                SELECT key, percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) AS median
                FROM rows WHERE is_pack AND milliseconds IS NOT NULL GROUP BY key
            )
            SELECT counted.key, coalesce(b.name, ''), packages, units, scans, wrong, forced, denied, not_found, labels,
                   reprints, median, (extract(epoch FROM first) * 1000000)::bigint,
                   (extract(epoch FROM last) * 1000000)::bigint
            FROM counted LEFT JOIN medians USING (key)
                 LEFT JOIN packline.benches b ON $3 = 'bench' AND b.id::text = counted.key
            """, query.start.microseconds, query.end.microseconds, query.group?.rawValue ?? "",
            "{" + query.hours.map { String($0.microseconds) }.joined(separator: ",") + "}", query.location)
    }
}

extension FigureRow {
    init(row: PostgresRow, _ query: FigureQuery) throws(WarehouseError) {
        subject =
            switch query.group {
            case nil: .all
            case .packer: .packer(try row.text(0))
            case .bench: .bench(BenchName(id: try row.uuid(0), name: try row.text(1)))
            case .location: .location(try row.text(0))
            case .hour: .hour(try query.hour(numbered: row.int(0)))
            }
        var figures = Figures()
        (figures.packages, figures.units, figures.scans) = (try row.int(2), try row.int(3), try row.int(4))
        (figures.wrong, figures.forced, figures.denied) = (try row.int(5), try row.int(6), try row.int(7))
        (figures.notFound, figures.labels, figures.reprints) = (try row.int(8), try row.int(9), try row.int(10))
        figures.medianMilliseconds = row.optionalText(11).flatMap { Double($0) }
        figures.firstScan = row.optionalText(12) == nil ? nil : try row.timestamp(12)
        figures.lastScan = row.optionalText(13) == nil ? nil : try row.timestamp(13)
        self.figures = figures
    }
}

extension FigureQuery {
    /// What the statement returned, in the order of the subjects.
    func rows(_ rows: PostgresRows) throws(WarehouseError) -> [FigureRow] {
        ordered(try rows.map { row throws(WarehouseError) in try FigureRow(row: row, self) })
    }

    fileprivate func hour(numbered number: Int) throws(WarehouseError) -> Timestamp {
        guard hours.indices.contains(number - 1) else { throw WarehouseError(.undecodable, detail: "hour \(number)") }
        return hours[number - 1]
    }
}

extension WarehouseSetup {
    /// The figures of all benches, in the order of their subjects.
    public func figures(_ query: FigureQuery) async throws(WarehouseError) -> [FigureRow] {
        try query.rows(try await run(FigureStatements.figures(query)))
    }
}
