/// What a subscription says of the wait between two tries: the publisher's library takes none without it.
enum CountdownCheck {
    static let name = "retry_countdown_config"

    /// The retry strategies of the library, each with the integers it requires and those it accepts besides.
    static let choices: [(name: String, needed: [String], optional: [String])] = [
        ("fixed", ["seconds"], []), ("linear", ["base"], ["limit"]), ("exponential", ["base"], ["factor", "limit"]),
        ("random", ["min_value", "max_value"], []),
    ]

    /// Refuses a subscription as the library does: with the place inside the member that is wrong.
    static func check(_ body: JSONInput) throws(Refusal) {
        guard let config = body[name] else { throw .required(name) }
        guard case .object = config else {
            throw .nested([name, "non_field_errors"], "Invalid data. Expected a dictionary.")
        }
        guard let choice = config["choice"] else { throw .nested([name, "choice"], required) }
        guard let known = choices.first(where: { $0.name == choice.text }) else {
            throw .nested([name, "choice"], "\"\(choice.text ?? "")\" is not a valid choice.")
        }
        guard let values = config["kwargs"] else { throw .nested([name, "kwargs"], required) }
        for value in known.needed where values[value] == nil { throw .nested([name, "kwargs", value], required) }
        for value in known.needed + known.optional {
            guard let given = values[value] else { continue }
            guard let number = given.integer else {
                throw .nested([name, "kwargs", value], "A valid integer is required.")
            }
            guard number >= 0 else {
                throw .nested([name, "kwargs", value], "Ensure this value is greater than or equal to 0.")
            }
        }
        if let least = values["min_value"]?.integer, let most = values["max_value"]?.integer, least >= most {
            throw .nested([name, "kwargs", "non_field_errors"], "'max_value' must be greater than 'min_value'.")
        }
    }

    private static let required = "This field is required."
}

extension JSONSchema {
    /// The shape of what a subscription must say of the wait.
    static let retryCountdown = JSONSchema.named(
        "RetryCountdown",
        .either(
            CountdownCheck.choices.map { choice in
                let names = choice.needed + choice.optional
                let values = Members(names.map { (name: $0, schema: .integer(minimum: 0)) })
                return .object(
                    [
                        "choice": .constant(choice.name),
                        "kwargs": .object(values, optional: Set(choice.optional), others: true),
                    ], others: true)
            }))
}
