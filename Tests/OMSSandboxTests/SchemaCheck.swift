@testable import OMSSandbox

/// A JSON Schema as it was served, for checking answers against: as much of the standard as the description uses.
struct SchemaCheck {
    /// The whole description, to which `$ref` points.
    let description: JSONInput

    /// What is wrong with a value, each with its place; empty when it is as the schema says.
    func faults(of value: JSONInput, _ schema: JSONInput, at place: String = "$") -> [String] {
        if let reference = schema["$ref"]?.text { return faults(of: value, resolved(reference), at: place) }
        if let choices = schema["anyOf"] {
            let tried = Optional(choices).elements.map { faults(of: value, $0, at: place) }
            return tried.contains { $0.isEmpty } ? [] : tried.min { $0.count < $1.count } ?? []
        }
        guard let type = schema["type"]?.text else { return [] }
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("number", .integer): return []
        case ("integer", .integer(let number)): return faults(of: number, schema, at: place)
        case ("string", .string(let text)): return faults(of: text, schema, at: place)
        case ("array", .array(let elements)):
            guard let item = schema["items"] else { return [] }
            return elements.enumerated().flatMap { faults(of: $1, item, at: "\(place)[\($0)]") }
        case ("object", .object(let members)): return faults(of: members, schema, at: place)
        default: return ["\(place) is no \(type): \(value.json.prefix(80))"]
        }
    }

    /// A schema, or the one that it refers to.
    func whole(_ schema: JSONInput) -> JSONInput { schema["$ref"]?.text.map(resolved) ?? schema }

    private func faults(of number: Int64, _ schema: JSONInput, at place: String) -> [String] {
        let range = (schema["minimum"]?.integer ?? .min)...(schema["maximum"]?.integer ?? .max)
        return range.contains(number) ? [] : ["\(place) is out of bounds: \(number)"]
    }

    private func faults(of text: String, _ schema: JSONInput, at place: String) -> [String] {
        if let choices = schema["enum"], !Optional(choices).elements.contains(.string(text)) {
            return ["\(place) is no choice: \(text)"]
        }
        if schema["format"] == .string("date-time"), Instant(text)?.text != text {
            return ["\(place) is no moment: \(text)"]
        }
        if let pattern = schema["pattern"]?.text, (try? Regex(pattern).firstMatch(in: text)) == nil {
            return ["\(place) does not match \(pattern): \(text)"]
        }
        return []
    }

    private func faults(of members: [String: JSONInput], _ schema: JSONInput, at place: String) -> [String] {
        let known = schema["properties"]?.members ?? [:]
        let missing = schema["required"].elements.compactMap(\.text).filter { members[$0] == nil }
        let strange = schema["additionalProperties"] == .bool(false) ? members.keys.filter { known[$0] == nil } : []
        return missing.map { "\(place).\($0) is missing" } + strange.map { "\(place).\($0) is not described" }
            + members.flatMap { name, value in
                known[name].map { faults(of: value, $0, at: "\(place).\(name)") } ?? []
            }
    }

    private func resolved(_ reference: String) -> JSONInput {
        reference.split(separator: "/").dropFirst().reduce(description) { $0[String($1)] ?? .null }
    }
}
