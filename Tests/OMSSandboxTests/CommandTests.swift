import Testing

@testable import OMSSandbox

@Suite("Commands")
struct CommandTests {
    /// A package in a state.
    private func package(_ sandbox: Sandbox, in state: State) async throws -> SandboxPackage {
        try #require(try await sandbox.packages(inState: state.name).first, "a package in \(state.name)")
    }

    @Test("a waiting package is prepared, packed, shipped and delivered, its items and its log following")
    func wholeWay() async throws {
        try await withSandbox { sandbox, client in
            let id = try await package(sandbox, in: .waiting).id
            let way: [(Transition, State, State)] = [
                (.prepare, .preparing, .itemPreparing), (.pack, .packed, .itemPacked), (.ship, .shipped, .itemShipped),
                (.deliver, .delivered, .itemDelivered),
            ]
            for (transition, state, itemState) in way {
                let before = try await sandbox.look(at: id).modified
                #expect(try await client.run(transition, on: id).status == 204)
                let after = try await sandbox.look(at: id)
                #expect(after.state == state.name)
                #expect(after.items.allSatisfy { $0.state == itemState.name })
                #expect(after.modified > before)
            }
            let log = try await client.get("/packages/\(id)/transition_logs/")
            #expect(
                log.results.map { $0["target_state"]?["name"]?.text }
                    == ["Waiting", "Preparing", "Packed", "Shipped", "Delivered"])
            #expect(log.results.compactMap { $0["transition"]?["name"]?.text } == way.map(\.0.name))
            #expect(log.results.dropFirst().allSatisfy { $0["user"]?["username"] == .string("packer") })
            #expect(try await sandbox.appliedCommands().map(\.slug) == way.map(\.0.slug))
        }
    }

    @Test("each state offers the commands that lead on from it, with their targets and parameters")
    func offered() async throws {
        try await withSandbox { sandbox, client in
            for state in State.ofPackages {
                let id = try await package(sandbox, in: state).id
                let commands = try await client.get("/packages/\(id)/").json["commands"].elements
                #expect(commands.map { $0["id"]?.integer } == Transition.from(state).map(\.id))
                for command in commands {
                    #expect(command["target_state"]?["enum_value"] != nil)
                    #expect(command["slug"] != nil && command["name"] != nil && command["input_parameters"] != nil)
                }
            }
        }
    }

    @Test("every offered command can be followed, and leads to the state that it names")
    func followed() async throws {
        try await withSandbox { sandbox, client in
            for transition in Transition.all {
                let source = try #require(transition.sources.first)
                let target = try await package(sandbox, in: source)
                let inputs = """
                    {"denial_reason": 1, "package_items": [\(target.items[0].id)], "cargo_company": 2,
                    "tracking_number": "T1", "label": "L"}
                    """
                let reply = try await client.run(transition, on: target.id, inputs)
                #expect(reply.status == 204, "\(transition.name): \(reply.text)")
                #expect(try await sandbox.look(at: target.id).state == (transition.target ?? source).name)
            }
        }
    }

    @Test("a command from the wrong state is refused in words and changes nothing")
    func wrongState() async throws {
        try await withSandbox { sandbox, client in
            let shipped = try await package(sandbox, in: .shipped)
            let reply = try await client.run(.pack, on: shipped.id)
            #expect(reply.status == 400)
            #expect(
                reply.json
                    == .object([
                        "non_field_errors": .array([
                            .string(
                                "Complete packaging is not possible while the package is in the state Shipped: "
                                    + "it must be in one of Waiting, Preparing, Ready for Packaging.")
                        ])
                    ]))
            #expect(try await sandbox.look(at: shipped.id) == shipped)
            #expect(try await sandbox.appliedCommands().isEmpty)
        }
    }

    @Test("a package is denied with an active reason, nested or flat, and its items carry it")
    func deny() async throws {
        try await withSandbox { sandbox, client in
            let waiting = try await sandbox.packages(inState: "Waiting")
            #expect(try await client.run(.deny, on: waiting[0].id, #"{"denial_reason": 7}"#).status == 204)
            let flat = try await client.post(
                "/packages/\(waiting[1].id)/command/", #"{"transition": 17, "denial_reason": "12"}"#)
            #expect(flat.status == 204)
            let denied = try await client.get("/packages/\(waiting[0].id)/").json
            #expect(denied["state"]?["name"] == .string("Needs Rescheduling"))
            let items = denied["packageitem_set"].elements
            #expect(items.allSatisfy { $0["denial_reason"]?["title"] == .string("Stok sayımı yapılıyor") })
        }
    }

    @Test(
        "what is wrong with a command is said with the member's name",
        arguments: [
            (#"{}"#, "transition", "This field is required."),
            (#"{"transition": "x"}"#, "transition", "A valid integer is required."),
            (#"{"transition": 99}"#, "transition", #"Invalid pk "99" - object does not exist."#),
            (#"{"transition": 13, "slug": "prepare"}"#, "slug", #""prepare" is not the slug of the transition 13."#),
            (
                #"{"transition": 13, "input_parameters": []}"#, "input_parameters",
                "Expected a dictionary of items but got something else."
            ),
            (#"{"transition": 17}"#, "denial_reason", "This field is required."),
            (
                #"{"transition": 17, "input_parameters": {"denial_reason": 99}}"#, "denial_reason",
                #"Invalid pk "99" - object does not exist."#
            ),
            (
                #"{"transition": 17, "input_parameters": {"denial_reason": 4}}"#, "denial_reason",
                #"The denial reason "Mağaza kapalı (eski)" is not active."#
            ),
            (#"{"transition": 18}"#, "package_items", "This field is required."),
            (
                #"{"transition": 18, "package_items": []}"#, "package_items",
                "Expected a list with at least one item's id."
            ),
            (#"{"transition": 14}"#, "cargo_company", "This field is required."),
            (
                #"{"transition": 14, "cargo_company": 3}"#, "cargo_company",
                #"Invalid pk "3" - object does not exist."#
            ),
            (#"[1]"#, "non_field_errors", "Invalid data. Expected a dictionary."),
        ])
    func refused(_ body: String, _ member: String, _ words: String) async throws {
        try await withSandbox { sandbox, client in
            let waiting = try await package(sandbox, in: .waiting)
            let reply = try await client.post("/packages/\(waiting.id)/command/", body)
            #expect(reply.status == 400)
            #expect(reply.json == .object([member: .array([.string(words)])]))
            #expect(try await sandbox.look(at: waiting.id) == waiting)
        }
    }

    @Test("a body that is no JSON, and a package that is not there, are refused as details")
    func details() async throws {
        try await withSandbox { _, client in
            let garbage = try await client.post("/packages/1/command/", "transition=13")
            #expect(garbage.status == 400)
            #expect(garbage.json["detail"]?.text?.hasPrefix("JSON parse error") == true)
            let absent = try await client.run(.pack, on: 4711)
            #expect(absent.status == 404)
            #expect(absent.json == .object(["detail": .string("Not found.")]))
        }
    }

    @Test("only the items that were not found are out of stock, and a stranger's item is a business error")
    func notFound() async throws {
        try await withSandbox { sandbox, client in
            let packages = try await sandbox.packages(inState: "Waiting").filter { $0.items.count > 1 }
            let missing = packages[0].items[0].id
            let stranger = try await client.run(
                .notFound, on: packages[0].id, #"{"package_items": [\#(packages[1].items[0].id)]}"#)
            #expect(stranger.status == 406)
            #expect(stranger.json["code"] == .string("package_107_3"))
            let reply = try await client.run(.notFound, on: packages[0].id, #"{"package_items": [\#(missing)]}"#)
            #expect(reply.status == 204)
            let after = try await sandbox.look(at: packages[0].id)
            #expect(after.state == "Out of Stock")
            #expect(after.items.filter { $0.state == "Out of Stock" }.map(\.id) == [missing])
        }
    }

    @Test("shipping takes the tracking number, and new shipment facts leave the state as it is")
    func shipment() async throws {
        try await withSandbox { sandbox, client in
            let id = try await package(sandbox, in: .waiting).id
            #expect(try await client.run(.pack, on: id).status == 204)
            let ship = #"{"tracking_number": "TR1", "cargo_company": 4}"#
            #expect(try await client.run(.shipAdvanced, on: id, ship).status == 204)
            #expect(try await client.run(.updateShipment, on: id, #"{"tracking_number": "TR2"}"#).status == 204)
            let after = try await client.get("/packages/\(id)/").json
            #expect(after["tracking_number"] == .string("TR2"))
            #expect(after["shipment"]?["cargo_company"]?["id"] == .integer(4))
            #expect(after["shipment_date"] != nil)
            #expect(after["state"]?["name"] == .string("Shipped"))
        }
    }

    @Test("somebody else's command and a package taken away are seen by the next request")
    func behindTheBack() async throws {
        try await withSandbox { sandbox, client in
            let waiting = try await sandbox.packages(inState: "Waiting")
            try await sandbox.run("block", on: waiting[0].id, as: "mehmet")
            #expect(try await client.get("/packages/\(waiting[0].id)/").json["state"]?["name"] == .string("Blocked"))
            try await sandbox.remove(waiting[1].id)
            #expect(try await client.get("/packages/\(waiting[1].id)/").status == 404)
            #expect(try await sandbox.appliedCommands().map(\.user) == ["mehmet"])
            await #expect(throws: SandboxError.noSuchPackage(waiting[1].id)) {
                try await sandbox.run("block", on: waiting[1].id)
            }
        }
    }
}
