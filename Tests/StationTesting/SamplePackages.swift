public import OMS

/// Packages to test with, as the OMS would write them.
public enum Sample {
    /// A package with a coat (no barcode) and two pairs of socks, being prepared.
    public static let coat = package(
        id: 73, number: "000000073", order: "100129841", state: "Preparing", value: "200", due: "2020-05-12T16:00:00Z",
        customer: ("İrem", "Yılmaz"), city: "Adana",
        items: [
            ("1006905", "Wool coat", nil), ("1157696", "Running sock", "8690001157692"),
            ("1157696", "Running sock", "8690001157692"),
        ],
        commands: packing)

    /// A package with a single mug, waiting.
    public static let mug = package(
        id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100", due: "2020-05-12T16:30:00Z",
        customer: ("Bar", "lorem"), city: "İzmir", items: [("2000001", "Mug", "4006381333931")], commands: packing)

    /// A package that is packed and waits for the carrier.
    public static let packed = package(
        id: 64, number: "000000064", order: "100129790", state: "Packed", value: "500", due: "2020-05-12T17:00:00Z",
        customer: ("Ünal", "Işık"), city: "Ankara", items: [("2000001", "Mug", "4006381333931")],
        commands: [(31, "ship_package", "Ship the package", "Shipped")])

    /// Reasons for denying.
    public static let reasons = [
        DenialReason(id: 12, title: "Stokta yok", priority: 1),
        DenialReason(id: 15, title: "Hasarlı ürün", priority: 2),
        DenialReason(id: 16, title: "Eski neden", priority: 3, isActive: false),
    ]

    /// What a waiting package offers.
    public static let packing = [
        (21, "complete_packaging", "Complete packaging", "Packed"),
        (22, "package_refuse", "Package refuse with denial reason", "Needs Rescheduling"),
        (23, "product_not_found", "Product not found / wrong product", "Out of Stock"),
    ]

    /// A package as JSON, and read from it.
    public static func package(
        id: Int, number: String, order: String, state: String, value: String, due: String,
        customer: (String, String), city: String, items: [(sku: String, name: String, barcode: String?)],
        commands: [(Int, String, String, String)], parameters: [Int: JSONValue] = [:]
    ) -> Package {
        let items: [JSONValue] = items.enumerated().map { index, item in
            [
                "id": .int(id * 100 + index), "state": ["name": "Waiting", "enum_value": "100"],
                "order_item": [
                    "product": [
                        "sku": .string(item.sku), "name": .string(item.name),
                        "barcode": item.barcode.map(JSONValue.string) ?? .null,
                    ]
                ],
            ]
        }
        let commands: [JSONValue] = commands.map { transition, slug, name, target in
            [
                "id": .int(transition), "slug": .string(slug), "name": .string(name),
                "target_state": ["name": .string(target)], "input_parameters": parameters[transition] ?? [],
            ]
        }
        let json: JSONValue = [
            "id": .int(id), "number": .string(number), "order_number": .string(order),
            "state": ["id": .int(id + 1_000), "name": .string(state), "enum_value": .string(value)],
            "target_packing_date": .string(due), "city": .string(city),
            "shipping_address": ["first_name": .string(customer.0), "last_name": .string(customer.1)],
            "packageitem_set": .array(items), "commands": .array(commands),
        ]
        guard let package = Package(raw: json.text) else {
            preconditionFailure("the sample is no package: \(json.text)")
        }
        return package
    }
}
