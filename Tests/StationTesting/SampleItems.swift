public import OMS
public import Station

extension Sample {
    /// An item as JSON, with what a test wants to have in it besides.
    public static func item(
        _ id: Int?, _ sku: String, _ name: String = "Thing", barcode: String? = nil,
        with more: [String: JSONValue] = [:]
    ) -> JSONValue {
        var product: [String: JSONValue] = ["sku": .string(sku), "name": .string(name)]
        product["barcode"] = barcode.map(JSONValue.string)
        var item: [String: JSONValue] = ["order_item": ["product": .object(product)]]
        item["id"] = id.map(JSONValue.int)
        return .object(item.merging(more) { $1 })
    }

    /// A package with these items, that can be packed, denied and reported, unless other commands are given.
    public static func package(
        _ id: Int, _ number: String, state: String = "Waiting", items: [JSONValue],
        commands: [(Int, String, String, String)] = packing, _ more: [String: JSONValue] = [:]
    ) -> Package {
        let empty = package(
            id: id, number: number, order: "1\(number)", state: state, value: "", due: "2020-05-12T16:00:00Z",
            customer: ("Bar", "lorem"), city: "Muş", items: [], commands: commands)
        guard case .object(var members)? = try? JSONValue(text: empty.raw) else {
            preconditionFailure("the sample is no object: \(empty.raw)")
        }
        members["state"] = ["name": .string(state)]
        members["packageitem_set"] = .array(items)
        members.merge(more) { $1 }
        guard let package = Package(raw: JSONValue.object(members).text) else {
            preconditionFailure("the sample is no package: \(members)")
        }
        return package
    }
}

extension StationDriver {
    /// A station that knows these packages, and has the first of them open; its steps are `unstated`.
    public static func open(
        _ package: Package, besides others: [Package] = [], _ change: (inout StationSettings) -> Void = { _ in }
    ) -> StationDriver {
        var settings = StationSettings(station: "bench 3", location: "369")
        change(&settings)
        var driver = StationDriver.atWork(settings)
        driver.quietly(.changed(([package] + others).map(PackageSummary.init), removed: []))
        driver.enterQuietly(package.number)
        driver.quietly(.opened(OpenedPackage(package: package, logs: nil)))
        return driver.unstated
    }

    /// The titles of the errors that wait to be acknowledged.
    public var alertTitles: [String] { station.alerts.map(\.title.shown) }

    /// What is checked of the open package, line by line.
    public var checked: String {
        station.bench.map { open in
            open.lines.map { "\(open.session.checked($0))/\($0.needed)" }.joined(separator: " ")
        } ?? "nothing is open"
    }

    /// The commands that the last step gave.
    public var intents: [CommandIntent] {
        effects.compactMap { if case .run(let intent, _) = $0 { intent } else { nil } }
    }
}
