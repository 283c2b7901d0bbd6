import OMS

/// Prints: what was printed at whichever bench, so that an automatic print happens once.
extension Warehouse {
    /// Records that this bench is about to print something, if nobody has yet; within a time, where one is given.
    ///
    /// `.recorded` also tells of a print of this bench itself, as after an answer that was lost.
    public func reservePrint(
        _ subject: SharedPrintSubject, printer: String, barcodes: [String] = [], within time: Duration? = nil
    ) async throws(WarehouseError) -> PrintReservation {
        let end = time.map { ContinuousClock.now + $0 }
        let reserved = try await run(
            PrintStatements.reserve(subject, printer: printer, barcodes: barcodes, by: bench), within: time)
        if !reserved.isEmpty { return .mine }
        let all = try await prints(of: [subject.package], within: end.map { $0 - .now })
        guard let recorded = all.first(where: { $0.subject == subject }) else {
            throw WarehouseError(.undecodable, detail: "a print that is there and is not")
        }
        return .recorded(recorded)
    }

    /// Records how far a print has come; false where another bench prints it, and nothing was changed.
    ///
    /// A scan-back (`confirmed`) is recorded whoever printed it. A copy is this bench's where it was wanted after what is recorded.
    public func recordPrint(_ print: PrintRecord) async throws(WarehouseError) -> Bool {
        try await !run(PrintStatements.record(print, by: bench)).isEmpty
    }

    /// What was printed of a package, at any bench of the location.
    public func prints(of package: Int) async throws(WarehouseError) -> [SharedPrint] {
        try await prints(of: [package])
    }

    /// What was printed of some packages; within a time, where one is given.
    public func prints(
        of packages: [Int], within time: Duration? = nil
    ) async throws(WarehouseError) -> [SharedPrint] {
        guard !packages.isEmpty else { return [] }
        return try await run(PrintStatements.all(of: packages, location: bench.location), within: time)
            .map { row throws(WarehouseError) in
                let shipment = try row.text(1)
                return SharedPrint(
                    subject: SharedPrintSubject(
                        package: try row.int(9), kind: try row.text(0), shipment: shipment.isEmpty ? nil : shipment,
                        box: try row.int(2)),
                    stage: try row.text(3), bench: BenchName(id: try row.uuid(4), name: try row.text(5)),
                    printer: try row.text(6), barcodes: try Self.texts(row.text(7)), at: try row.timestamp(8),
                    packer: try row.text(10), age: .microseconds(try row.int(11)))
            }
    }

    private static func texts(_ text: String) throws(WarehouseError) -> [String] {
        guard case .array(let values)? = try? JSONValue(text: text) else {
            throw WarehouseError(.undecodable, detail: text)
        }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
