import Foundation
import OMS
import StationStore

/// A folder for one test: a property of the suite, so that it lives as long as the test, and goes with it.
final class TemporaryFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/packline-test-" + UUID().uuidString

    init() { make(path) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Where the station's file is.
    var database: String { path + "/station.sqlite" }

    /// The station's file in a new folder inside this one.
    func another() -> String {
        let folder = path + "/" + UUID().uuidString
        make(folder)
        return folder + "/station.sqlite"
    }

    private func make(_ path: String) {
        // Where this fails, so does the first opening, and says why.
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}

/// Bytes of a file in the middle of things.
func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// The minute after noon on a day in May; every test lives then.
func noon(plus seconds: Int = 0) -> Timestamp {
    Timestamp(microseconds: 1_747_051_200_000_000).advanced(bySeconds: seconds)
}

/// A package as the OMS writes it.
func package(
    _ id: Int, state: String = "Waiting", modified: Int? = 0, due: Int? = nil, note: String = ""
) throws -> Package {
    let modifiedDate = modified.map { "\"\(noon(plus: $0).text)\"" } ?? "null"
    let dueDate = due.map { "\"\(noon(plus: $0).text)\"" } ?? "null"
    let json = """
        {"id": \(id), "number": "\(id)", "order_number": "1001\(id)", "state": {"id": 3, "name": "\(state)"},
        "target_packing_date": \(dueDate), "modified_date": \(modifiedDate), "order_notes": "\(note)",
        "shipping_address": {"first_name": "İrem", "last_name": "Yılmaz", "city": {"name": "ISPARTA"}},
        "packageitem_set": [{"id": 1, "order_item": {"product": {"sku": "1006905", "barcode": "8690001157694"}}}]}
        """
    return try Package(JSONDocument(json).root).orThrow()
}

/// A command as a packer gives it.
func pack(_ package: Int, name: String = "Pack", for contents: PackContents? = nil) -> CommandIntent {
    CommandIntent(
        package: package, kind: .pack, transition: 12, name: name,
        parameters: ["note": "çok acele", "boxes": 2, "fragile": true],
        source: PackageState(id: 3, name: "Preparing", enumValue: "200"), target: PackageState(name: "Packed"),
        contents: contents)
}

extension TransitionLog {
    /// An entry of a history with nothing but its id.
    init(_ id: Int) throws { self = try TransitionLog(JSONDocument("{\"id\": \(id)}").root).orThrow() }
}

struct NothingThere: Error {}

extension Optional {
    /// The value, or a failure of the test.
    func orThrow() throws -> Wrapped {
        guard let self else { throw NothingThere() }
        return self
    }
}
