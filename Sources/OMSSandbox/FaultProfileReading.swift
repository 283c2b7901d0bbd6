public import Foundation

extension FaultProfile {
    /// Reads a profile from JSON, as from the file that `--faults` names.
    ///
    /// Throws `SandboxError.faultProfile` or `.setting`, which name the place in the JSON or the value that is wrong.
    public init(json: Data) throws(SandboxError) {
        do {
            self = try JSONDecoder().decode(FaultProfile.self, from: json)
        } catch let error as DecodingError {
            throw .faultProfile(reason: Self.words(of: error))
        } catch {
            throw .faultProfile(reason: "\(error)")
        }
        try check()
    }

    /// The profile as JSON, its names in order.
    public func json() -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only a number that is not finite cannot be encoded, and a profile that was checked has none.
        return (try? encoder.encode(self)) ?? Data()
    }

    private static func words(of error: DecodingError) -> String {
        switch error {
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "it is not JSON"
        case .dataCorrupted(let context):
            "\(place(context.codingPath)) is no kind of fault, which are "
                + Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        case .keyNotFound(let key, let context):
            "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "\(place(context.codingPath)) must be a value of the type \(type)"
        @unknown default:
            "\(error)"
        }
    }

    /// A place in the JSON, as `faults[0].kind`.
    private static func place(_ path: [any CodingKey]) -> String {
        path.reduce("") { place, key in
            if let index = key.intValue { return "\(place)[\(index)]" }
            return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
        }
    }
}
