import enum OMS.Endpoint

/// What the OMS says, as an installation with some quirks says it.
///
/// Answers are rewritten as they leave, and commands as they arrive; what lies between is unaware of it.
struct SandboxDialect: Sendable {
    let quirks: Set<SandboxQuirk>

    /// What a service answers, in this dialect.
    func answer(_ endpoint: Endpoint, _ call: Call, by service: Service) async throws -> SandboxAnswer {
        guard !quirks.isEmpty else { return try await service.answer(endpoint, call) }
        let call = endpoint == .command ? try await commandCall(call, service) : call
        var answer = try await service.answer(endpoint, call)
        if let json = JSONInput(answer.body) { answer.body = Array(rewritten(json).json.utf8) }
        return answer
    }

    // MARK: - Commands that come in

    private func commandCall(_ call: Call, _ service: Service) async throws -> Call {
        guard case .object(var members)? = JSONInput(call.body), var id = members["transition"]?.integer else {
            return call
        }
        members["slug"] = nil
        if quirks.contains(.transitionPerState) {
            let state = try await service.store.read { try service.store.package($0, call.package).package.state.id }
            guard Transition.with(id: id / 100) != nil else { throw Refusal.noSuch("transition", String(id)) }
            guard id % 100 == state else {
                throw Refusal.validation("The transition \(id) does not lead from the state of the package.")
            }
            id /= 100
        }
        if quirks.contains(.twoPacks), id == Transition.packWithShipment.id {
            members["cargo_company"] = members["cargo_company"] ?? CargoCompany.all.first.map { .integer($0.id) }
        }
        members["transition"] = .integer(id)
        return Call(
            user: call.user, path: call.path, query: call.query, body: Array(JSONInput.object(members).json.utf8),
            url: call.url)
    }

    // MARK: - Answers that go out

    private func rewritten(_ json: JSONInput) -> JSONInput {
        switch json {
        case .array(let elements): return .array(elements.map(rewritten))
        case .object(let members):
            var members = members
            if case .array(let commands)? = members["commands"], let state = members["state"]?["id"]?.integer {
                members["commands"] = .array(quirks.contains(.noCommands) ? [] : commands.map { command($0, state) })
            }
            if let transition = members["transition"] { members["transition"] = logged(transition) }
            members = members.mapValues(rewritten)
            return members["enum_value"] == nil ? .object(members) : named(members)
        default: return json
        }
    }

    /// A command as it is listed for a package in a state.
    private func command(_ json: JSONInput, _ state: Int64) -> JSONInput {
        guard case .object(var members) = json, let id = members["id"]?.integer, let slug = members["slug"]?.text else {
            return json
        }
        if quirks.contains(.transitionPerState) { members["id"] = .integer(id * 100 + state) }
        if quirks.contains(.twoPacks), id == Transition.packWithShipment.id { members["input_parameters"] = .array([]) }
        if quirks.contains(.turkish) {
            let names = Self.commands[slug]
            members["slug"] = .string(names?.slug ?? slug.uppercased().replacing("-", with: "_"))
            if let name = names?.name { members["name"] = .string(name) }
        }
        return .object(members)
    }

    /// A transition as a log has it.
    private func logged(_ json: JSONInput) -> JSONInput {
        guard quirks.contains(.transitionPerState), case .object(var members) = json,
            let id = members["id"]?.integer, let state = members["source_state"]?.integer
        else { return json }
        members["id"] = .integer(id * 100 + state)
        return .object(members)
    }

    /// A state by the name that the installation has for it.
    private func named(_ members: [String: JSONInput]) -> JSONInput {
        guard let name = members["name"]?.text else { return .object(members) }
        var members = members
        if quirks.contains(.oddStates), let odd = Self.oddStates[name] {
            members["name"] = .string(odd)
        } else if quirks.contains(.turkish), let turkish = Self.states[name] {
            members["name"] = .string(turkish)
            // Where the OMS shows no more than a name and a value, there is no translation either.
            if members["enum_class"] != nil {
                members["translations"] = .object([
                    "tr": .object(["name": .string(turkish)]), "en": .object(["name": .string(name)]),
                ])
            }
        }
        return .object(members)
    }

    private static let oddStates = ["Waiting for Transfer": "Depolar Arasında", "Delivered": "Müşteride"]

    private static let states = [
        "Waiting": "Bekliyor", "Waiting Remote Action": "Uzak İşlem Bekleniyor",
        "Waiting for Transfer": "Transfer Bekleniyor", "Preparing": "Hazırlanıyor",
        "Ready for Packaging": "Paketlemeye Hazır", "Packed": "Paketlendi",
        "Waiting Cargo Label": "Kargo Etiketi Bekleniyor", "Shipped": "Kargoya Verildi", "Delivered": "Teslim Edildi",
        "Attempted Delivery": "Teslimat Denemesi", "Delivery Failed": "Teslim Edilemedi", "Out of Stock": "Stokta Yok",
        "Needs Rescheduling": "Yeniden Planlanmalı", "Blocked": "Bloke", "Cancellation Waiting": "İptal Bekliyor",
        "Cancelled": "İptal Edildi", "Packed for Refund": "İade İçin Paketlendi",
    ]

    private static let commands: [String: (slug: String, name: String)] = [
        "prepare": ("PREPARE", "Hazırla"), "complete-packaging": ("COMPLETE_PACKAGING", "Paketlemeyi Tamamla"),
        "complete-packaging-with-shipment": ("COMPLETE_PACKAGING_WITH_SHIPMENT", "Sevkiyatla Paketle"),
        "ship-package": ("SHIP_PACKAGE", "Kargoya Ver"),
        "refuse-with-denial-reason": ("PACKAGE_REFUSE_WITH_DENIAL_REASON", "Red Nedeni ile Reddet"),
        "product-not-found": ("DETECTED_OUT_OF_STOCK_ITEM", "Ürün Bulunamadı / Hatalı Ürün"),
        "block": ("BLOCK_PACKAGE", "Paketi Bloke Et"), "unblock": ("UNBLOCK_PACKAGE", "Blokeyi Kaldır"),
        "cancel": ("CANCEL_PACKAGE", "Paketi İptal Et"),
    ]
}
