/// A JSON value of our own making, for the bodies of requests and for what programs read from us.
public indirect enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// Any other number, as the digits that were written.
    case decimal(String)
    /// A string.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Names and values; written with the names sorted, so that equal values have equal bytes.
    case object([String: JSONValue])

    /// A copy of a value that was read.
    public init(_ json: JSON) {
        switch json.kind {
        case .missing, .null, .broken: self = .null
        case .bool: self = .bool(json.bool ?? false)
        case .number:
            self =
                json.int.map(JSONValue.int)
                ?? .decimal(String(decoding: JSON.withoutLeadingZeros(json.raw), as: UTF8.self))
        case .string: self = .string(json.string ?? "")
        case .array: self = .array(json.elements.map(JSONValue.init))
        case .object:
            // Of a name that is there twice, the first counts, as where a member is asked for.
            self = .object(
                Dictionary(json.members.map { ($0.name, JSONValue($0.value)) }, uniquingKeysWith: { first, _ in first })
            )
        }
    }

    /// Reads back what `text` wrote.
    public init(text: String) throws(JSONError) {
        self.init(try JSONDocument(text).root)
    }

    /// The value as JSON text: one line, names sorted, and only that escaped which JSON forbids or a terminal would obey.
    public var text: String {
        var result = ""
        write(to: &result)
        return result
    }

    /// The names of the members of an object, and of the objects in it; those of objects in lists are not among them.
    public var memberNames: Set<String> {
        guard case .object(let members) = self else { return [] }
        return members.values.reduce(into: Set(members.keys)) { $0.formUnion($1.memberNames) }
    }

    private func write(to result: inout String) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .int(let value): result += String(value)
        case .decimal(let digits): result += digits
        case .string(let value): Self.quote(value, to: &result)
        case .array(let values):
            result += "["
            for (index, value) in values.enumerated() {
                if index > 0 { result += "," }
                value.write(to: &result)
            }
            result += "]"
        case .object(let members):
            result += "{"
            for (index, name) in members.keys.sorted().enumerated() {
                if index > 0 { result += "," }
                Self.quote(name, to: &result)
                result += ":"
                members[name]?.write(to: &result)
            }
            result += "}"
        }
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        let isPlain = text.utf8.allSatisfy {
            $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && !JSONEscapes.mayBeNeeded(at: $0)
        }
        if isPlain {
            result += text
            result += "\""
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where JSONEscapes.isNeeded(for: scalar.value): result += JSONEscapes.escape(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// Truth.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An object.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}
