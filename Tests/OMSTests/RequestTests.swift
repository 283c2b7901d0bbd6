import OMS
import Testing

@Suite("Requests")
struct RequestTests {
    @Test("a command's values are nested as the seed has them, or flat by configuration")
    func commandBodies() {
        let values: JSONValue = ["denial_reason": 12]
        #expect(
            Request.command(7, transition: 3, parameters: values).body?.text
                == #"{"input_parameters":{"denial_reason":12},"transition":3}"#)
        let flat = Dialect(commandBody: .flat)
        #expect(
            Request.command(7, transition: 3, parameters: values, slug: "deny").body(in: flat)?.text
                == #"{"denial_reason":12,"slug":"deny","transition":3}"#)
        #expect(Request.command(7, transition: 3).body?.text == #"{"input_parameters":{},"transition":3}"#)
        #expect(Request.command(7, transition: 3).body(in: flat)?.text == #"{"transition":3}"#)
        #expect(
            Request.command(7, transition: 3, parameters: ["transition": 9]).body(in: flat)?.text
                == #"{"transition":3}"#, "a value never takes the place of the transition")
        let extra = Request.setExtraInformation(7, to: ["input_parameters": ["a": 1]])
        #expect(extra.body(in: flat) == extra.body, "only commands are flattened")
    }

    @Test("what is set is sent under the seed's names")
    func setting() {
        let number = Request.setInvoiceNumber(7, to: "A-1")
        #expect(number.summary == "POST /packages/7/set_invoice_number/")
        #expect(number.body == ["invoice_number": "A-1"])
        #expect(Request.setRemoteID(7, to: "R").body == ["remote_id": "R"])
        let extra = Request.setExtraInformation(7, to: ["koli": "B1"])
        #expect(extra.summary == "PATCH /packages/7/extra_information/")
        #expect(extra.body == ["extra_information": ["koli": "B1"]])
    }

    @Test("every id of a path is filled in, in its order")
    func paths() {
        #expect(Request.transitionLog(7, log: 9).path == "/packages/7/transition_logs/9/")
        #expect(Request.shortTransitionLog(7, log: 9).path == "/packages/7/transition_logs/short/9/")
        #expect(Request.webhookEvent(7, event: 9).path == "/packages/7/webhook_events/9/")
        #expect(Request.unsubscribeHook(4).summary == "DELETE /whisperer/hooks/4/")
    }

    @Test("an answer that lacks what names it is refused in one sentence")
    func unreadable() {
        let error = #expect(throws: UnreadableAnswer.self) { try Request.invoiceDocument(7).read(Array("{}".utf8)) }
        #expect(error?.description == "the answer is no invoice document: it has no html_content")
    }

    @Test("any parameter of any list is asked for by its new name", arguments: Endpoint.allCases)
    func renamed(_ endpoint: Endpoint) {
        let usual = Endpoint.allCases.flatMap(\.queryNames)
        let new = Dictionary(usual.map { ($0, "x-" + $0) }, uniquingKeysWith: { $1 })
        let asked = Asked.each(endpoint, in: Dialect(parameterNames: ParameterNames(new)))
        #expect(asked.query.map(\.name).allSatisfy { $0.hasPrefix("x-") })
        #expect(Set(asked.query.map(\.name)).isSuperset(of: endpoint.queryNames.map { "x-" + $0 }))
        let here = Dialect(parameterNames: ParameterNames(lists: [endpoint: new]))
        #expect(Asked.each(endpoint, in: here).query == asked.query)
        for other in Endpoint.allCases where other != endpoint {
            #expect(!Asked.each(other, in: here).query.contains { $0.name.hasPrefix("x-") }, "\(other)")
        }
    }

    @Test("one name for two parameters of a list is found, and for two lists it is none")
    func clash() {
        let clash = ParameterNames(["state": "state__enum_value"]).clash
        #expect(clash?.name == "state__enum_value" && clash?.first == "state" && clash?.second == "state__enum_value")
        #expect(ParameterNames(["limit": "page_size"]).clash == nil)
        #expect(ParameterNames(["date": "state"]).clash == nil, "no list has both")
        let swapped = ParameterNames(["id__gt": "id__gte", "id__gte": "id__gt"])
        #expect(swapped.clash == nil)
        let reasons = Request.denialReasons().query(in: Dialect(parameterNames: ParameterNames(["limit": "page_size"])))
        #expect(reasons == [QueryItem("page_size", "100"), QueryItem("page", "1")])
    }

    @Test(
        "a value is checked before it is sent",
        arguments: [
            (PackageParameter.ValueKind.integer, "12", "twelve"), (.integer, "-1", "+1"), (.integers, "1,2", "1,,2"),
            (.integers, "7", ""), (.text, "İ", ""), (.texts, "a,b", "a,"), (.date, "2026-05-12", "12.05.2026"),
            (.date, "2026-05-12T14:11:10Z", "today"), (.flag, "true", "yes"), (.flag, "false", ""),
        ])
    func values(kind: PackageParameter.ValueKind, good: String, bad: String) {
        #expect(kind.accepts(good) && !kind.accepts(bad))
    }

    @Test("each endpoint is asked as the table says: its path, its pages, its body", arguments: Endpoint.allCases)
    func asked(_ endpoint: Endpoint) {
        let asked = Asked.each(endpoint)
        #expect(asked.endpoint == endpoint)
        #expect(asked.path == endpoint.path(7, 9) && !asked.path.contains("{"))
        let names = asked.query.map(\.name)
        if let limitName = endpoint.limitName {
            #expect(names.contains("page") && names.contains(limitName))
        } else {
            #expect(names.isEmpty)
        }
        for parameter in endpoint.parameters { #expect(names.contains(parameter.facts.name)) }
        #expect(names.contains("sort") == endpoint.canSort)
        let body = asked.body?.members ?? [:]
        #expect(Set(body.keys) == Set(endpoint.body.map(\.name)))
        for member in endpoint.body {
            switch (member.kind, body[member.name]) {
            case (.integer, .int), (.text, .string), (.object, .object): continue
            default: Issue.record("\(member.name) is sent as something else than the table says")
            }
        }
    }

    @Test("a subscription says how long the OMS waits between two tries, in seconds or in its own words")
    func countdown() throws {
        let usual = Request.subscribeHook(to: .created, at: "https://example.com/").body?.text
        #expect(
            usual?.contains(#""retry_countdown_config":{"choice":"fixed","kwargs":{"seconds":60}}"#) == true,
            "\(usual ?? "")")
        #expect(RetryCountdown("5") == .fixed(seconds: 5))
        let linear = try #require(RetryCountdown(#"{"choice": "linear", "kwargs": {"base": 60, "limit": 600}}"#))
        #expect(linear == RetryCountdown(choice: "linear", values: ["base": 60, "limit": 600]))
        for text in ["", "-1", "soon", "1.5", "[]", #"{"choice": "fixed"}"#, #"{"choice": "fixed", "kwargs": 60}"#] {
            #expect(RetryCountdown(text) == nil, "\(text)")
        }
    }

    @Test("the table says what every endpoint answers, and only lists have pages")
    func table() {
        let names = Endpoint.allCases.map { "\($0.route.method) \($0.route.path)" }
        #expect(Set(names).count == 24)
        for endpoint in Endpoint.allCases {
            if endpoint.limitName != nil || !endpoint.parameters.isEmpty { #expect(endpoint.isRead) }
            if !endpoint.body.isEmpty || endpoint.answer == .nothing { #expect(!endpoint.isRead) }
        }
        #expect(Endpoint.packages.parameters.count == PackageParameter.allCases.count)
        #expect(Endpoint.simplePackages.parameters.count == 3 && Endpoint.deliveryRanges.parameters.count == 5)
    }
}

/// What a request asks, whatever it is answered with.
private struct Asked {
    let endpoint: Endpoint
    let path: String
    let query: [QueryItem]
    let body: JSONValue?

    private init<Answer>(_ request: Request<Answer>, in dialect: Dialect) {
        (endpoint, path, body) = (request.endpoint, request.path, request.body(in: dialect))
        query = request.query(in: dialect)
    }

    /// The request of an endpoint about package 7 (or subscription 7) and its entry 9, with every parameter.
    static func each(_ endpoint: Endpoint, in dialect: Dialect = Dialect()) -> Asked {
        switch endpoint {
        case .packages: Asked(.packages(PackageFilter(conditions(), sort: .init(.id))), in: dialect)
        case .package: Asked(.package(7), in: dialect)
        case .shortPackages: Asked(.shortPackages(), in: dialect)
        case .shortPackage: Asked(.shortPackage(7), in: dialect)
        case .simplePackages: Asked(.simplePackages(SimplePackageFilter(conditions())), in: dialect)
        case .deliveryRanges: Asked(.deliveryRanges(DeliveryRangeFilter(conditions())), in: dialect)
        case .command: Asked(.command(7, transition: 3), in: dialect)
        case .createInvoice: Asked(.createInvoice(7), in: dialect)
        case .invoiceDocument: Asked(.invoiceDocument(7), in: dialect)
        case .setInvoiceNumber: Asked(.setInvoiceNumber(7, to: "A"), in: dialect)
        case .setRemoteID: Asked(.setRemoteID(7, to: "R"), in: dialect)
        case .setExtraInformation: Asked(.setExtraInformation(7, to: [:]), in: dialect)
        case .packageItems: Asked(.packageItems(7), in: dialect)
        case .transitionLogs: Asked(.transitionLogs(7), in: dialect)
        case .transitionLog: Asked(.transitionLog(7, log: 9), in: dialect)
        case .shortTransitionLogs: Asked(.shortTransitionLogs(7), in: dialect)
        case .shortTransitionLog: Asked(.shortTransitionLog(7, log: 9), in: dialect)
        case .webhookEvents: Asked(.webhookEvents(7), in: dialect)
        case .webhookEvent: Asked(.webhookEvent(7, event: 9), in: dialect)
        case .shortWebhookEvents: Asked(.shortWebhookEvents(7), in: dialect)
        case .denialReasons: Asked(.denialReasons(), in: dialect)
        case .olderDenialReasons: Asked(.denialReasons(older: true), in: dialect)
        case .subscribeHook: Asked(.subscribeHook(to: .created, at: "https://example.com/", secret: "s"), in: dialect)
        case .unsubscribeHook: Asked(.unsubscribeHook(7), in: dialect)
        }
    }

    private static func conditions<Parameter: QueryParameter>() -> [Parameter: String] {
        Dictionary(uniqueKeysWithValues: Parameter.allCases.map { ($0, "1") })
    }
}

@Suite("Webhook events")
struct WebhookEventTests {
    @Test("an event without a type or a uuid, or that is no JSON, is refused")
    func noEvent() {
        let long = String(repeating: "u", count: 201)
        for text in [
            #"{"event": {"type": "x", "uuid": "\#(long)"}}"#, #"{"event": {"type": "\#(long)", "uuid": "x"}}"#, "{}",
            #"{"event": {"type": "x"}, "payload": {}}"#, #"{"event": {"uuid": "x"}}"#, "[]",
        ] {
            #expect(throws: UnreadableAnswer.self) { try WebhookEvent(Array(text.utf8)) }
        }
        #expect(throws: JSONError.self) { try WebhookEvent(Array("{\"event\"".utf8)) }
    }
}
