import OMS
import OMSSandbox
import Testing

@testable import OMSClient

@Suite("The contract of each parameter, client against sandbox")
struct ParameterContractTests {
    /// One sandbox for all parameters, which only read, and its packages.
    private static let shared = Task {
        let bench = try await ContractBench.start()
        return (bench, try await bench.all { .packages(page: $0) }.map(Seen.init))
    }

    @Test("a condition brings the rows that meet it and no other, under any name", arguments: PackageParameter.allCases)
    func packages(_ parameter: PackageParameter) async throws {
        let (bench, everything) = try await Self.shared.value
        for condition in Condition.all(parameter, everything) {
            let filter = PackageFilter([parameter: condition.value], sort: .init(.id))
            let found = try await bench.all { .packages(filter, page: $0) }
            let expected = everything.filter { condition.isMet($0.json) }
            #expect(found.map(\.id) == expected.map(\.package.id), "\(parameter)=\(condition.value)")
            #expect(!found.isEmpty && found.count < everything.count, "\(condition.value) tells no rows apart")
            #expect(found.allSatisfy(filter.admits), "\(parameter)=\(condition.value) refuses a row that it asked for")
        }
    }

    @Test("rows that do not meet a condition are noticed, where a row shows it", arguments: PackageParameter.allCases)
    func ignored(_ parameter: PackageParameter) async throws {
        let (_, everything) = try await Self.shared.value
        for condition in Condition.all(parameter, everything) {
            let filter = PackageFilter([parameter: condition.value])
            let noticed = everything.filter { !filter.admits($0.package) }
            #expect(noticed.allSatisfy { !condition.isMet($0.json) })
            let others = everything.count { !condition.isMet($0.json) }
            #expect(noticed.isEmpty == Self.unseen.contains(parameter), "\(parameter)=\(condition.value)")
            if Self.unseen.isDisjoint(with: [parameter]), Self.open.isDisjoint(with: [parameter]) {
                #expect(noticed.count == others, "\(parameter)=\(condition.value)")
            }
        }
    }

    /// What no row of the sandbox shows, so that a server that ignores it goes unnoticed.
    private static let unseen: Set<PackageParameter> = [
        .channel, .cancellationFailure, .shippingOptions, .notShippingOptions, .stockLocationType,
    ]

    /// What rows show in part, or what can be read in more than one way: only what is wrong in each of them is noticed.
    private static let open: Set<PackageParameter> = [
        .deliveryLower, .deliveryUpper, .placedOn, .orderRetailStoreCode, .locationOrRetailStoreCode,
    ]

    @Test(
        "a value of the wrong type is refused by the OMS with the parameter's name, and known to be wrong before",
        arguments: PackageParameter.allCases.filter { ![.text, .texts].contains($0.facts.kind) })
    func wrong(_ parameter: PackageParameter) async throws {
        let (bench, _) = try await Self.shared.value
        #expect(!parameter.facts.kind.accepts("soon"))
        let error = await failure { try await bench.client.send(.packages(PackageFilter([parameter: "soon"]))) }
        #expect(error?.status == 400 && error?.words?.hasPrefix(parameter.facts.name + ": ") == true)
    }

    @Test("a parameter that the OMS does not know by that name is ignored, and the rows show it")
    func unknown() async throws {
        let (bench, everything) = try await Self.shared.value
        let filter = PackageFilter([.stateValue: "200"])
        let found = try await bench.speaking(Dialect(parameterNames: .init(["state__enum_value": "status"]))) {
            try await $0.send(.packages(filter)).rows
        }
        #expect(found.map(\.id) == everything.prefix(100).map(\.package.id))
        #expect(found.count(where: filter.admits) == found.count { $0.state.enumValue == "200" })
    }

    @Test("rows come in the order that was asked for", arguments: PackageFilter.Sort.Field.allCases, [false, true])
    func sorted(_ field: PackageFilter.Sort.Field, descending: Bool) async throws {
        let (bench, everything) = try await Self.shared.value
        let found = try await bench.all { page in
            .packages(PackageFilter(sort: .init(field, descending: descending)), page: page)
        }
        #expect(Set(found.map(\.id)) == Set(everything.map(\.package.id)))
        let keys = try found.map { package -> Int64 in
            switch field {
            case .id: Int64(package.id)
            case .createdDate: package.createdDate?.microseconds ?? 0
            case .modifiedDate: package.modifiedDate?.microseconds ?? 0
            case .orderID: Int64(try JSONDocument(package.raw).root["order_id"].int ?? 0)
            }
        }
        #expect(keys == keys.sorted(by: descending ? (>) : (<)))
    }

    @Test("conditions are combined: rows meet all of them")
    func combined() async throws {
        let (bench, everything) = try await Self.shared.value
        let filter = PackageFilter([.stockLocationCode: "369", .stateValue: "100", .idAfter: "50"])
        let found = try await bench.all { .packages(filter, page: $0) }
        let expected = everything.map(\.package).filter {
            $0.stockLocation?.erpCode == "369" && $0.state.enumValue == "100" && $0.id > 50
        }
        #expect(found.map(\.id) == expected.map(\.id) && !found.isEmpty)
    }

    @Test("the only format is JSON, and it can be asked for")
    func format() async throws {
        let (bench, _) = try await Self.shared.value
        let request = Request(.packages, query: [QueryItem("format", "json"), QueryItem("limit", "1")]) {
            try Page(JSONDocument($0).root, row: Package.init)
        }
        #expect(try await bench.client.send(request).rows.count == 1)
    }

    @Test("the simple list's conditions bring the rows that meet them", arguments: SimplePackageParameter.allCases)
    func simple(_ parameter: SimplePackageParameter) async throws {
        let (bench, everything) = try await Self.shared.value
        for condition in Condition.all(parameter.packageParameter, everything) {
            let filter = SimplePackageFilter([parameter: condition.value])
            let found = try await bench.all { .simplePackages(filter, page: $0) }
            #expect(found.map(\.id) == everything.filter { condition.isMet($0.json) }.map(\.package.id))
            #expect(!found.isEmpty && found.count < everything.count && found.allSatisfy(filter.admits))
            let all = try await bench.all { .simplePackages(page: $0) }
            let admitted = all.count(where: filter.admits)
            #expect(admitted == (parameter == .orderNumberPrefix ? all.count : found.count))
        }
    }

    @Test("the delivery ranges' conditions bring the ranges that meet them", arguments: DeliveryRangeParameter.allCases)
    func ranges(_ parameter: DeliveryRangeParameter) async throws {
        let (bench, _) = try await Self.shared.value
        let moment = "2026-05-13T09:00:00Z"
        let bound = try #require(Timestamp(moment))
        let isMet = { (range: DeliveryRange) -> Bool in
            guard let lower = range.lower, let upper = range.upper else { return false }
            return switch parameter {
            case .date: lower <= bound && bound <= upper
            case .lowerFrom: lower >= bound
            case .lowerTo: lower <= bound
            case .upperFrom: upper >= bound
            case .upperTo: upper <= bound
            }
        }
        let everything = try await bench.all { .deliveryRanges(page: $0) }
        let filter = DeliveryRangeFilter([parameter: moment])
        let found = try await bench.all { .deliveryRanges(filter, page: $0) }
        #expect(found == everything.filter(isMet) && !found.isEmpty && found.count < everything.count)
        #expect(everything.filter(filter.admits) == found)
        let wrong = await failure { try await bench.client.send(.deliveryRanges(.init([parameter: "soon"]))) }
        #expect(wrong?.status == 400 && wrong?.words?.hasPrefix(parameter.facts.name) == true)
    }
}

/// A package, and its JSON read once for all conditions.
private struct Seen: Sendable {
    let package: Package
    let json: JSON

    init(_ package: Package) {
        self.package = package
        json = (try? JSONDocument(package.raw))?.root ?? .missing
    }
}

/// A value of a parameter, and which packages meet it, decided by the row alone and without the client's own checks.
private struct Condition {
    let value: String
    let isMet: (JSON) -> Bool

    private init(_ value: String, _ isMet: @escaping (JSON) -> Bool) {
        self.value = value
        self.isMet = isMet
    }

    /// The conditions that try a parameter; the switch has no default, so that none can be forgotten.
    static func all(_ parameter: PackageParameter, _ packages: [Seen]) -> [Condition] {
        let yesterday = ContractBench.yesterday
        return switch parameter {
        case .state: [.init("46") { $0["state"]["id"].string == "46" }]
        case .stateValue: [.init("200") { $0["state"]["enum_value"].string == "200" }]
        case .stateValueNot: [.init("100") { $0["state"]["enum_value"].string != "100" }]
        case .order: [.init("4") { $0["order_id"].string == "4" }]
        case .orderOmnitronID: [.init("500015") { $0["omnitron_order_id"].string == "500015" }]
        case .orderNumberPrefix: [.init("10012910") { $0["order_number"].string?.hasPrefix("10012910") ?? false }]
        case .orderDeliveryType: [.init("same_day") { $0["delivery_type"]["value"].string == "same_day" }]
        case .orderRetailStoreCode: [.init("412") { $0["order_retail_store_id"].string == "9" }]
        case .stockLocation: [.init("9") { $0["stock_location"]["id"].string == "9" }]
        case .stockLocationCode: [.init("369") { code($0) == "369" }]
        case .stockLocationCodes: [.init("412,127") { ["412", "127"].contains(code($0)) }]
        case .stockLocationType: [.init("store") { ["412", "588"].contains(code($0)) }]
        case .locationOrRetailStoreCode:
            [.init("412") { code($0) == "412" || $0["order_retail_store_id"].string == "9" }]
        case .createdFrom: [.init(yesterday) { isFrom($0["created_date"], yesterday) }]
        case .createdTo: [.init(yesterday) { isTo($0["created_date"], yesterday) }]
        case .modifiedFrom: [.init(yesterday) { isFrom($0["modified_date"], yesterday) }]
        case .modifiedTo: [.init("2026-05-11T15:00:00+03:00") { isTo($0["modified_date"], yesterday) }]
        case .shipmentCreatedFrom: [.init(yesterday) { isFrom($0["shipment"]["created_date"], yesterday) }]
        case .shipmentCreatedTo: [.init(yesterday) { isTo($0["shipment"]["created_date"], yesterday) }]
        case .cargoCompany: [.init("2") { $0["shipment"]["cargo_company"]["id"].string == "2" }]
        case .shippingOptions: [.init("same-day,click-and-collect") { isQuick($0) }]
        case .notShippingOptions: [.init("same-day,click-and-collect") { !isQuick($0) }]
        case .productSKU: [product("sku", packages)]
        case .productBarcode: [product("barcode", packages)]
        case .deliveryLower, .deliveryUpper, .deliveryDate: [delivery(parameter)]
        case .channel: [.init("2") { $0["channel_name"].string == "Shop" }]
        case .customerFirstName: [.init("İrem") { customer($0)["first_name"].string == "İrem" }]
        case .customerLastName: [.init("Işık") { customer($0)["last_name"].string == "Işık" }]
        case .placedOn: [.init("2026-05-11") { $0["date_placed"].string?.hasPrefix("2026-05-11") ?? false }]
        case .placedFrom: [.init(yesterday) { isFrom($0["date_placed"], yesterday) }]
        case .placedTo: [.init(yesterday) { isTo($0["date_placed"], yesterday) }]
        case .itemOmnitronIDs: [.init("900001,900100") { !itemIDs($0).isDisjoint(with: ["900001", "900100"]) }]
        case .itemOmnitronID: [.init("900007") { itemIDs($0).contains("900007") }]
        case .isClickAndCollect:
            ["true", "false"].map { value in .init(value) { $0["is_click_and_collect"].bool == (value == "true") } }
        // No row shows it; in the sandbox it is what a waiting cancellation failed at.
        case .cancellationFailure: [.init("true") { $0["state"]["name"].string == "Cancellation Waiting" }]
        case .idAfter: [.init("150") { id($0) > 150 }]
        case .idFrom: [.init("150") { id($0) >= 150 }]
        case .idBefore: [.init("150") { id($0) < 150 }]
        case .idTo: [.init("150") { id($0) <= 150 }]
        case .ids: [.init("3,5,4711") { [3, 5].contains(id($0)) }]
        case .country: [.init("1") { $0["shipping_address"]["country"]["pk"].string == "1" }]
        case .countryName: [.init("Türkiye") { $0["shipping_address"]["country"]["name"].string == "Türkiye" }]
        case .city: [.init("34") { $0["shipping_address"]["city"]["pk"].string == "34" }]
        case .cityName: [.init("İzmir") { $0["shipping_address"]["city"]["name"].string == "İzmir" }]
        case .township: [.init("340") { $0["shipping_address"]["township"]["pk"].string == "340" }]
        case .townshipName: [.init("Kadıköy") { $0["shipping_address"]["township"]["name"].string == "Kadıköy" }]
        }
    }

    private static func delivery(_ parameter: PackageParameter) -> Condition {
        let range = { (package: JSON, bound: String) in package["delivery_range"][bound].string ?? "" }
        return switch parameter {
        case .deliveryLower:
            Condition("2026-05-13T10:00:00Z") { range($0, "lower") == "2026-05-13T10:00:00.000000Z" }
        case .deliveryUpper: Condition("2026-05-13") { range($0, "upper").hasPrefix("2026-05-13") }
        default:
            Condition("2026-05-13T09:00:00Z") { package in
                let date = "2026-05-13T09:00:00.000000Z"
                return !range(package, "lower").isEmpty && range(package, "lower") <= date
                    && date <= range(package, "upper")
            }
        }
    }

    /// A product that some packages hold and others do not.
    private static func product(_ name: String, _ packages: [Seen]) -> Condition {
        let codes = packages.lazy.flatMap { values(name, in: $0.json) }
        let code = codes.first ?? ""
        return Condition(code) { values(name, in: $0).contains(code) }
    }

    private static func values(_ name: String, in package: JSON) -> [String] {
        package["packageitem_set"].elements.compactMap { $0["order_item"]["product"][name].string }
    }

    private static func itemIDs(_ package: JSON) -> Set<String> {
        Set(package["packageitem_set"].elements.compactMap { $0["order_item"]["omnitron_id"].string })
    }

    private static func code(_ package: JSON) -> String { package["stock_location"]["erp_code"].string ?? "" }

    private static func id(_ package: JSON) -> Int { package["id"].int ?? 0 }

    private static func customer(_ package: JSON) -> JSON { package["shipping_address"]["customer"] }

    private static func isQuick(_ package: JSON) -> Bool {
        ["same_day", "click_and_collect"].contains(package["delivery_type"]["value"].string)
    }

    private static func isFrom(_ date: JSON, _ bound: String) -> Bool {
        date.timestamp.map { $0.text >= Timestamp(bound)?.text ?? "" } ?? false
    }

    private static func isTo(_ date: JSON, _ bound: String) -> Bool {
        date.timestamp.map { $0.text <= Timestamp(bound)?.text ?? "" } ?? false
    }
}
