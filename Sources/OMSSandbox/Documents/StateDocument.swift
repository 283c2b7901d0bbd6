extension State {
    /// When the sandbox's states and other fixed things were set up, as in the seed's example.
    static let setUp = Instant(microseconds: 1_587_998_869_786_741)

    /// The state as every document has it.
    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("created_date", State.setUp)
            json.member("modified_date", State.setUp)
            json.member("name", name)
            json.object("config") { _ in }
            json.member("enum_class", kind.rawValue)
            json.member("enum_value", String(value))
            json.member("content_type", kind.contentType)
        }
    }

    /// The name and value alone, as short transition logs have it.
    func writeShort(to json: inout JSONText) {
        json.object { json in
            json.member("name", name)
            json.member("enum_value", String(value))
        }
    }
}

extension Transition {
    /// The transition as an entry of a package's `commands`.
    func writeCommand(from source: State, to json: inout JSONText) {
        let target = target ?? source
        json.object { json in
            json.member("id", id)
            json.member("slug", slug)
            json.member("name", name)
            json.object("target_state") { json in
                json.member("id", target.id)
                json.member("name", target.name)
                json.member("enum_value", String(target.value))
            }
            json.array("input_parameters", parameters) { json, parameter in
                json.object { json in
                    json.member("name", parameter.name)
                    json.member("label", parameter.label)
                    json.member("type", parameter.kind.rawValue)
                    json.member("required", parameter.required)
                }
            }
        }
    }
}
