import GRDB

/// Setting single fields of a package.
extension Service {
    func setInvoiceNumber(_ call: Call) async throws -> SandboxAnswer {
        try await set("invoice_number", to: try text("invoice_number", in: call), call)
    }

    func setRemoteID(_ call: Call) async throws -> SandboxAnswer {
        try await set("remote_id", to: try text("remote_id", in: call), call)
    }

    func setExtraInformation(_ call: Call) async throws -> SandboxAnswer {
        guard let value = try call.object()["extra_information"] else { throw Refusal.required("extra_information") }
        guard value.members != nil else {
            throw Refusal.field("extra_information", "Expected a dictionary of items but got something else.")
        }
        return try await set("extra", to: value.json, call)
    }

    private func text(_ name: String, in call: Call) throws(Refusal) -> String {
        guard let value = try call.object()[name] else { throw .required(name) }
        guard let text = value.text else { throw .field(name, "Not a valid string.") }
        guard !text.isEmpty else { throw .field(name, "This field may not be blank.") }
        guard text.unicodeScalars.count <= 128 else {
            throw .field(name, "Ensure this field has no more than 128 characters.")
        }
        return text
    }

    private func set(_ column: String, to value: String, _ call: Call) async throws -> SandboxAnswer {
        try await store.write { database, now in
            try store.requirePackage(database, call.package)
            try database.execute(
                sql: "UPDATE package SET \(column) = ?, modified = ? WHERE id = ?",
                arguments: [value, now, call.package])
        }
        return .noContent
    }
}
