/// The shapes of what is sent to the sandbox. Members that it does not know are ignored, as the OMS does.
extension JSONSchema {
    /// A transition and what that one needs, nested; the same values beside the transition are taken as well.
    static let commandBody = JSONSchema.named("CommandBody", .either(Transition.all.map(body)))

    static let invoiceNumberBody = JSONSchema.object(["invoice_number": shortText], others: true)
    static let remoteIDBody = JSONSchema.object(["remote_id": shortText], others: true)
    static let extraInformationBody = JSONSchema.object(["extra_information": .anyObject], others: true)

    static let hookBody = JSONSchema.named(
        "HookBody",
        .object(
            [
                "event_type": .eventType,
                "target_url": .string(pattern: HookRow.targetPattern),
                "secret_key": text.orNull,
                "retry_countdown_config": retryCountdown,
            ], optional: ["secret_key"], others: true))

    static let loginBody = JSONSchema.object(["username": text, "password": text], others: true)

    /// A fault profile as it is sent: all but the kind of a fault may be left out.
    static let faultProfileBody = JSONSchema.named(
        "FaultProfileBody",
        .object(
            ["seed": seed.orNull, "faults": JSONSchema.array(of: fault(isSent: true)).orNull],
            optional: ["seed", "faults"], others: true))

    /// A fault profile as it is served.
    static let faultProfile = JSONSchema.named(
        "FaultProfile", .object(["seed": seed, "faults": .array(of: fault(isSent: false))]))

    // MARK: Parts

    /// A text, or a whole number that is taken for one.
    private static let text = JSONSchema.either([.string(), .wholeNumber])
    private static let filledText = JSONSchema.either([.string(atLeast: 1), .wholeNumber])
    private static let shortText = JSONSchema.either([
        .string(atLeast: 1, atMost: 128), .wholeNumber,
    ])
    private static let seed = JSONSchema.unsigned

    private static func body(of transition: Transition) -> JSONSchema {
        let needed = transition.parameters.filter(\.required).map(\.name)
        let inputs = Members(transition.parameters.map { ($0.name, schema(of: $0)) })
        let optional = Set(transition.parameters.map(\.name)).subtracting(needed)
        let nested = JSONSchema.object(inputs, optional: optional, others: true)
        return .object(
            [
                "transition": .integer(minimum: transition.id, maximum: transition.id),
                "slug": JSONSchema.constant(transition.slug).orNull,
                "input_parameters": needed.isEmpty ? nested.orNull : nested,
            ], optional: needed.isEmpty ? ["slug", "input_parameters"] : ["slug"], others: true)
    }

    private static func schema(of parameter: Transition.Parameter) -> JSONSchema {
        switch (parameter.name, parameter.kind) {
        case ("denial_reason", _): ids(FixtureDenialReason.all.filter(\.isActive).map(\.id))
        case ("cargo_company", _) where parameter.required: ids(CargoCompany.all.map(\.id))
        case ("cargo_company", _): ids(CargoCompany.all.map(\.id)).orNull
        case (_, .items): .array(of: .either([.id, .object(["id": .id], others: true)]), atLeast: 1)
        case (_, .integer): .wholeNumber
        case (_, .string): parameter.required ? filledText : filledText.orNull
        }
    }

    private static func ids(_ ids: [Int64]) -> JSONSchema {
        .either(ids.map { .integer(minimum: $0, maximum: $0) })
    }

    private static func fault(isSent: Bool) -> JSONSchema {
        func value(_ schema: JSONSchema) -> JSONSchema { isSent ? schema.orNull : schema }
        let members: Members = [
            "kind": .string(among: Fault.Kind.allCases.map(\.rawValue)),
            "probability": value(.number(minimum: 0, maximum: 1)), "paths": value(.array(of: .string())),
            "methods": value(.array(of: .string())), "times": value(.integer(minimum: 0)),
            "status": value(.integer(minimum: 200, maximum: 599)), "body": value(.string()),
            "retry_after": value(.integer(minimum: 0, maximum: 86_400)),
            "seconds": value(.number(minimum: 0, maximum: 3600)),
            "bytes": value(.integer(minimum: 0, maximum: 1_000_000_000)),
            "parameters": value(.array(of: .string())), "rows": value(.integer(minimum: 0, maximum: 1_000)),
        ]
        let names = Set(members.list.map(\.name))
        return .object(
            members, optional: isSent ? names.subtracting(["kind"]) : ["times", "body", "retry_after"], others: isSent)
    }
}
