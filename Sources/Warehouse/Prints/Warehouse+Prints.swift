import OMS

/// Prints: what was printed at whichever bench, so that an automatic print happens once.
extension Warehouse {
    /// Records that this bench is about to print something, if nobody has yet.
    ///
    /// `.recorded` also tells of a print of this bench itself, as after an answer that was lost.
    public func reservePrint(
        _ subject: SharedPrintSubject, printer: String, barcodes: [String] = []
    ) async throws(WarehouseError) -> PrintReservation {
        let bench = bench
        let reserved = try await run(
            PrintStatements.reserve(subject, printer: printer, barcodes: barcodes, by: bench))
        if !reserved.isEmpty { return .mine }
        let recorded = try await prints(of: subject.package).first { $0.subject == subject }
        guard let recorded else { throw WarehouseError(.undecodable, detail: "a print that is there and is not") }
        return .recorded(recorded)
    }

    /// Records how far a print has come; false where another bench prints it, and nothing was changed.
    ///
    /// A scan-back (`confirmed`) is recorded whoever printed it. `isReprint` where this bench prints it again: from then it is its own.
    public func recordPrint(
        _ subject: SharedPrintSubject, stage: String, printer: String, barcodes: [String] = [], isReprint: Bool = false
    ) async throws(WarehouseError) -> Bool {
        try await !run(
            PrintStatements.record(
                subject, stage: stage, printer: printer, barcodes: barcodes, isReprint: isReprint, by: bench)
        ).isEmpty
    }

    /// What was printed of a package, at any bench of the location.
    public func prints(of package: Int) async throws(WarehouseError) -> [SharedPrint] {
        try await run(PrintStatements.all(of: package, location: bench.location)).map { row throws(WarehouseError) in
            let shipment = try row.text(1)
            return SharedPrint(
                subject: SharedPrintSubject(
                    package: package, kind: try row.text(0), shipment: shipment.isEmpty ? nil : shipment,
                    box: try row.int(2)),
                stage: try row.text(3), bench: BenchName(id: try row.uuid(4), name: try row.text(5)),
                printer: try row.text(6), barcodes: try Self.texts(row.text(7)), at: try row.timestamp(8))
        }
    }

    private static func texts(_ text: String) throws(WarehouseError) -> [String] {
        guard case .array(let values)? = try? JSONValue(text: text) else {
            throw WarehouseError(.undecodable, detail: text)
        }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
