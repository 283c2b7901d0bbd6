import GRDB

/// The invoice of a package and its document.
extension Service {
    /// Creates the purchase invoice; a package has one at most.
    func createInvoice(_ call: Call) async throws -> SandboxAnswer {
        let (package, invoice) = try await store.write { database, now in
            let package = try store.package(database, call.package)
            let taken = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM invoice WHERE package = ?)", arguments: [call.package])
            guard taken != true else {
                throw Refusal.business("invoice_101_1", "The package \(package.package.number) has an invoice already.")
            }
            let number = package.package.invoiceNumber ?? "PLN2026\(package.package.number)"
            let invoice = try InvoiceRow.fetchOne(
                database,
                sql: "INSERT INTO invoice (package, number, created, modified) VALUES (?, ?, ?, ?) RETURNING *",
                arguments: [call.package, number, now, now])
            try database.execute(
                sql: "UPDATE package SET invoice_number = ?, modified = ? WHERE id = ?",
                arguments: [number, now, call.package])
            return (package, invoice)
        }
        return .json { json in
            if let invoice { InvoiceOutput(invoice: invoice, package: package).write(to: &json) } else { json.null() }
        }
    }

    func invoiceDocument(_ call: Call) async throws -> SandboxAnswer {
        let package = try await store.read { try store.package($0, call.package) }
        guard let number = package.package.invoiceNumber else {
            throw Refusal.detail(404, "The package \(package.package.number) has no invoice.")
        }
        let html = InvoiceOutput.html(package, number: number)
        return .json { json in json.object { $0.member("html_content", html) } }
    }
}
