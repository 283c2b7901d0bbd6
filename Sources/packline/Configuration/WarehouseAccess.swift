import Language
import Warehouse

// The settings of the warehouse: the PostgreSQL that benches share.
extension Settings {
    /// How the warehouse is reached; nil where there is none, and the bench works for itself.
    ///
    /// A file or a command with the password is read or run.
    func warehouse() throws -> WarehouseSettings? {
        guard self[.warehouse] != nil else { return nil }
        return try warehouse(password: warehousePassword())
    }

    /// The same with a password that is known, or none.
    func warehouse(password: WarehousePassword?) throws -> WarehouseSettings? {
        guard let url = self[.warehouse] else { return nil }
        do {
            return try WarehouseSettings(url: url, password: password)
        } catch {
            throw Failure(error)
        }
    }

    /// The password of the role; nil where none is set, and libpq looks in the file that `PGPASSFILE` names.
    func warehousePassword() throws -> WarehousePassword? {
        if let password = self[.warehousePassword] { return WarehousePassword(password) }
        if let path = self[.warehousePasswordFile] {
            return WarehousePassword(try SecretFile.read(path, holding: .warehouse))
        }
        if let command = self[.warehousePasswordCommand] {
            return WarehousePassword(try SecretFile.run(command, giving: .warehouse))
        }
        return nil
    }
}
