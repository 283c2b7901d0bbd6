import OMS
import Testing

@Suite("The examples of the two documents", .enabled(if: SeedExamples.arePresent))
struct SeedTests {
    @Test("the example event is read whole: what happened, its uuid, and the package with all that a bench needs")
    func event() throws {
        let event = try WebhookEvent(Array(#require(SeedExamples.event).json.text.utf8))
        #expect(event.type == "package.created" && WebhookEventType(rawValue: event.type) == .created)
        #expect(event.uuid == "c9591f0d1c1d4da58ade880921bd7e93")
        let package = try #require(event.package)
        #expect(package.id == 73 && package.number == "000000000" && package.orderNumber == "00000000000")
        #expect(package.state == PackageState(id: 50, name: "Contains out of stock products", enumValue: "920"))
        #expect(package.state.kind == .outOfStock)
        #expect(package.city == "İstanbul" && package.channelName == "Shop" && package.paymentType == "credit_card")
        #expect(package.stockLocation?.id == 8 && package.stockLocation?.erpCode == "369")
        #expect(package.stockLocation?.name == "Example shop location")
        #expect(package.datePlaced?.text == "2020-05-12T14:11:10.580441Z")
        #expect(package.targetPackingDate?.text == "2020-05-17T14:11:10.580441Z")
        #expect(package.createdDate == nil && package.modifiedDate == nil && package.shipmentDate == nil)
        #expect(package.trackingNumber == nil && package.invoiceNumber == nil && package.remoteID == nil)
        #expect(package.commands.isEmpty && !package.isClickAndCollect && package.giftNote == nil)
        let address = try #require(package.shippingAddress)
        #expect(address.fullName == "bar lorem" && address.title == "iş" && address.postcode == "56665")
        #expect(address.district == "AKOREN STREET" && address.place == "ALADAG, ADANA")
        #expect(address.country == "Turkiye" && address.line?.hasPrefix("Teknopark Bölgesi, YTÜ") == true)
        #expect(package.items.map(\.id) == [152, 151] && package.items.map(\.quantity) == [1, 1])
        #expect(package.items.map(\.product.sku) == ["1006905", "1157696"])
        #expect(package.items.map(\.product.barcode) == [nil, nil])
        #expect(package.items.allSatisfy { $0.state.enumValue == "520" && $0.product.name.hasPrefix("Example") })
    }

    @Test("an event with any one field mutilated is still an event, and keeps its package while that has an id")
    func mutilatedEvent() throws {
        let example = try #require(SeedExamples.event).json
        for mutation in Mutation.all(of: example) {
            let event = try? WebhookEvent(Array(mutation.json.text.utf8))
            if mutation.member == "event" { continue }
            #expect(event?.uuid == "c9591f0d1c1d4da58ade880921bd7e93", "\(mutation)")
            let hasPackage = mutation.description != ".payload.id missing" && !isWrongID(mutation)
            #expect(event?.package != nil || !hasPackage, "\(mutation) loses the package")
        }
    }

    @Test("every answer of the API is read by the request that asks for it")
    func answers() throws {
        let read = SeedExamples.answers.compactMap { example in example.endpoint.map { ($0, example.json) } }
        for (endpoint, json) in read {
            guard let count = try Reading(endpoint)?.count(Array(json.text.utf8)) else { continue }
            // The document's page of packages has its one package torn into two rows, of which one has no id.
            #expect(count.rows == 1 && count.unreadable == (endpoint == .packages ? 1 : 0), "\(endpoint)")
        }
        let others: Set<Endpoint> = [
            .denialReasons, .olderDenialReasons, .subscribeHook, .unsubscribeHook,
        ]
        #expect(Set(read.map(\.0)) == Set(Endpoint.allCases).subtracting(others))
    }

    @Test(
        "a row with any one field mutilated never costs the page, and itself only with its id",
        arguments: SeedExamples.answers.filter { $0.endpoint.flatMap(Reading.init)?.isPage == true })
    func mutilatedRow(_ example: SeedExamples.Example) throws {
        let reading = try #require(example.endpoint.flatMap(Reading.init))
        var page = try #require(example.json.members)
        let row = try #require(page["results"]?.elements?.first)
        for mutation in Mutation.all(of: row) {
            page["results"] = [mutation.json, row]
            let count = try reading.count(Array(JSONValue.object(page).text.utf8))
            #expect(count.rows + count.unreadable == 2, "\(mutation)")
            #expect(count.rows == 2 || (mutation.member == "id" && count.rows == 1), "\(mutation) loses the row")
        }
    }

    @Test(
        "a page with any field of its envelope mutilated keeps its rows",
        arguments: SeedExamples.answers.filter { $0.endpoint.flatMap(Reading.init)?.isPage == true })
    func mutilatedEnvelope(_ example: SeedExamples.Example) throws {
        let reading = try #require(example.endpoint.flatMap(Reading.init))
        let page = try #require(example.json.members)
        let envelope = page.filter { $0.key != "results" }
        for mutation in Mutation.all(of: .object(envelope)) {
            var mutated = try #require(mutation.json.members)
            mutated["results"] = page["results"]
            let count = try reading.count(Array(JSONValue.object(mutated).text.utf8))
            #expect(count.rows > 0, "\(mutation)")
        }
    }

    @Test(
        "a single answer with any one field mutilated is read, unless what names it is gone",
        arguments: SeedExamples.answers.filter { $0.endpoint.flatMap(Reading.init)?.isPage == false })
    func mutilatedAnswer(_ example: SeedExamples.Example) throws {
        let reading = try #require(example.endpoint.flatMap(Reading.init))
        for mutation in Mutation.all(of: example.json) {
            let isRead = (try? reading.count(Array(mutation.json.text.utf8))) != nil
            #expect(isRead || ["id", "html_content"].contains(mutation.member), "\(mutation)")
        }
    }

    private func isWrongID(_ mutation: Mutation) -> Bool {
        [".payload.id as ", ".payload as ", ".payload missing"].contains { mutation.description.hasPrefix($0) }
    }
}

/// Reads answers of an endpoint as its request does, and counts what it could and could not read.
private struct Reading {
    let isPage: Bool
    let count: ([UInt8]) throws -> (rows: Int, unreadable: Int)

    /// Nil for an endpoint that answers nothing.
    init?(_ endpoint: Endpoint) {
        switch endpoint {
        case .packages: self.init(page: .packages())
        case .shortPackages: self.init(page: .shortPackages())
        case .simplePackages: self.init(page: .simplePackages())
        case .deliveryRanges: self.init(page: .deliveryRanges())
        case .packageItems: self.init(page: .packageItems(1))
        case .transitionLogs: self.init(page: .transitionLogs(1))
        case .shortTransitionLogs: self.init(page: .shortTransitionLogs(1))
        case .webhookEvents: self.init(page: .webhookEvents(1))
        case .shortWebhookEvents: self.init(page: .shortWebhookEvents(1))
        case .denialReasons: self.init(page: .denialReasons())
        case .olderDenialReasons: self.init(page: .denialReasons(older: true))
        case .package: self.init(one: .package(1))
        case .shortPackage: self.init(one: .shortPackage(1))
        case .createInvoice: self.init(one: .createInvoice(1))
        case .invoiceDocument: self.init(one: .invoiceDocument(1))
        case .transitionLog: self.init(one: .transitionLog(1, log: 1))
        case .shortTransitionLog: self.init(one: .shortTransitionLog(1, log: 1))
        case .webhookEvent: self.init(one: .webhookEvent(1, event: 1))
        case .subscribeHook: self.init(one: .subscribeHook(to: .created, at: ""))
        case .command, .setInvoiceNumber, .setRemoteID, .setExtraInformation, .unsubscribeHook: return nil
        }
    }

    private init<Row>(page request: Request<Page<Row>>) {
        isPage = true
        count = { body in
            let page = try request.read(body)
            return (page.rows.count, page.unreadable)
        }
    }

    private init<Answer>(one request: Request<Answer>) {
        isPage = false
        count = { body in
            _ = try request.read(body)
            return (1, 0)
        }
    }
}
