/// The state of a package, an item or an order, as the OMS gives it.
///
/// Ids differ from installation to installation, so the number in `enumValue` says what a state is and `name` is what
/// people see. Source: both seed documents, the object `state`.
public struct PackageState: Hashable, Sendable {
    /// The installation's own id of the state; nil where it was given as a bare word.
    public let id: Int?
    /// What people call it.
    public let name: String
    /// The number that means the same everywhere, as the OMS writes it: a numeric string.
    public let enumValue: String?
    /// What it is called in other languages, as far as the OMS says.
    public let translations: [String]

    /// A state with these facts.
    public init(id: Int? = nil, name: String, enumValue: String? = nil, translations: [String] = []) {
        self.id = id
        self.name = name
        self.enumValue = enumValue
        self.translations = translations
    }

    /// The name, and the value where there is one, as messages show them: `“Waiting” (100)`.
    public var nameAndValue: String { "“\(name)”" + (enumValue.map { " (\($0))" } ?? "") }

    /// Reads an object with `id`, `name`, `enum_value` and `translations`, or a bare word or number; nil when there is
    /// nothing.
    public init?(_ json: JSON) {
        if json.kind == .object {
            let value = json["enum_value"].text
            let others = json.namesInOtherLanguages
            guard let name = json[anyOf: "name", "label"].text ?? others.first ?? value else { return nil }
            self.init(
                id: json[anyOf: "id", "pk"].int, name: name, enumValue: value,
                translations: others.filter { $0 != name })
        } else if let word = json.text {
            let isNumber = word.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
            self.init(name: word, enumValue: isNumber ? word : nil)
        } else {
            return nil
        }
    }

    /// A package without a state that could be read.
    public static let unknown = PackageState(name: "Unknown")
}

extension PackageState {
    /// What a state means for the work at a bench.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The states with a known number or name.
        case waiting, waitingRemoteAction, waitingForTransfer, preparing, readyForPackaging, waitingCargoLabel, packed
        /// The states in which the goods have left.
        case shipped, delivered, attemptedDelivery, deliveryFailed
        /// The states in which something went wrong or was called off.
        case outOfStock, needsRescheduling, blocked, cancellationWaiting, cancelled, packedForRefund
        /// A state that is not understood.
        case other
    }

    /// What the state of a package means: by its number where that is known, else by its name in any language.
    ///
    /// Source: the known PackageStatus numbers, and the names of the states whose numbers no public page gives.
    public var kind: Kind {
        if let enumValue, let kind = Self.kindsByValue[enumValue] { return kind }
        return kindByName
    }

    /// What the name says, or where it says nothing a translation of it.
    var kindByName: Kind {
        for name in names {
            if let kind = Kind.named(name) { return kind }
        }
        return .other
    }

    /// Its name, and what it is called in other languages.
    var names: [String] { [name] + translations }

    /// The numbers that mean the same everywhere.
    public static let knownValues: [(value: String, kind: Kind)] = [
        ("100", .waiting), ("200", .preparing), ("400", .readyForPackaging), ("500", .packed), ("920", .outOfStock),
        ("1100", .packedForRefund),
    ]

    private static let kindsByValue = Dictionary(uniqueKeysWithValues: knownValues.map { ($0.value, $0.kind) })
}
