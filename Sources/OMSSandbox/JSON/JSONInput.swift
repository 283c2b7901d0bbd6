import Foundation

/// JSON that was sent to the sandbox: the bodies of commands and the like.
enum JSONInput: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONInput])
    case object([String: JSONInput])

    /// Reads a body; nil when it is not JSON.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            return nil
        }
        self.init(value)
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let members as [String: Any]: self = .object(members.mapValues(JSONInput.init))
        case let elements as [Any]: self = .array(elements.map(JSONInput.init))
        case let number as NSNumber: self = JSONInput(number)
        default: self = .null
        }
    }

    /// Foundation keeps booleans and numbers in one class, and distinguishes them by the type that they were made of.
    ///
    /// A number that no `Double` has exactly is a decimal one, of which `Int64(exactly:)` would take any it overflows to.
    private init(_ number: NSNumber) {
        let isDecimal = number is NSDecimalNumber
        if String(cString: number.objCType) == "c" {
            self = .bool(number.boolValue)
        } else if let integer = isDecimal ? Int64(number.stringValue) : Int64(exactly: number) {
            self = .integer(integer)
        } else {
            self = .number(number.doubleValue)
        }
    }

    /// The member of an object; nil when it is absent or null, or when this is no object.
    subscript(name: String) -> JSONInput? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// The members of an object; nil when this is no object.
    var members: [String: JSONInput]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A whole number, also when it was sent as text, as forms do.
    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A text, also when it was sent as a number.
    var text: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): "\(value)"
        default: nil
        }
    }

    /// The same value as JSON text, the names of objects in order.
    var json: String {
        var json = JSONText()
        write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func write(to json: inout JSONText) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.value(value)
        case .integer(let value): json.value(value)
        case .number(let value): json.value(value)
        case .string(let value): json.value(value)
        case .array(let values): json.array(values) { $1.write(to: &$0) }
        case .object(let members):
            json.object { json in
                for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                    json.member(name) { value.write(to: &$0) }
                }
            }
        }
    }
}
