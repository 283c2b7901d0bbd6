import ArgumentParser
import OMS

/// A query parameter that has an option on the command line.
protocol OptionParameter: QueryParameter, RawRepresentable<String> {
    /// The option, without its two hyphens.
    var optionName: String { get }
    /// The values that the shell offers; nil where they are many.
    var completions: [String]? { get }
}

/// An option for each query parameter of a list, made from the table of its parameters.
///
/// The argument parser learns a type's options by reflecting it, and reads their values back by key. Reflecting the
/// table instead of stored properties gives every parameter its option, with help and completion, and none can be
/// forgotten.
struct ConditionOptions<Parameter: OptionParameter>: ParsableArguments, CustomReflectable {
    /// The values that were given.
    private(set) var conditions: [Parameter: String] = [:]

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        for parameter in Parameter.allCases {
            conditions[parameter] = try values.decode(Option<String?>.self, forKey: Key(parameter)).wrappedValue
        }
    }

    var customMirror: Mirror {
        Mirror(self, children: Parameter.allCases.map { Mirror.Child($0.rawValue, $0.option) })
    }

    func validate() throws {
        for parameter in Parameter.allCases {
            guard let value = conditions[parameter], !parameter.facts.kind.accepts(value) else { continue }
            throw ValidationError(
                "--\(parameter.optionName) takes \(parameter.facts.kind.expected), and “\(value)” is something else.")
        }
    }

    private struct Key: CodingKey {
        private let parameter: Parameter

        init(_ parameter: Parameter) { self.parameter = parameter }

        init?(stringValue: String) {
            guard let parameter = Parameter(rawValue: stringValue) else { return nil }
            self.parameter = parameter
        }

        var stringValue: String { parameter.rawValue }

        init?(intValue: Int) { nil }
        var intValue: Int? { nil }
    }
}

extension OptionParameter {
    /// The parameter's own name in small letters with hyphens: `orderOmnitronID` is `order-omnitron-id`.
    var hyphenated: String {
        var name = ""
        var isInCapitals = false
        for character in rawValue {
            if character.isUppercase, !isInCapitals { name += "-" }
            name += character.lowercased()
            isInCapitals = character.isUppercase
        }
        return name
    }

    fileprivate var option: Option<String?> {
        Option(
            name: .customLong(optionName), help: ArgumentHelp("By \(facts.help).", valueName: facts.kind.valueName),
            completion: completions.map { .list($0) })
    }
}

extension PackageParameter: OptionParameter {
    /// Ids say that they are; what is used most is short.
    var optionName: String {
        switch self {
        case .orderNumberPrefix: "order"
        case .productSKU: "sku"
        case .productBarcode: "barcode"
        case .state, .order, .stockLocation, .cargoCompany, .channel, .country, .city, .township: "\(hyphenated)-id"
        default: hyphenated
        }
    }

    var completions: [String]? {
        switch self {
        case .stateValue, .stateValueNot: PackageState.knownValues.map(\.value)
        default: facts.kind == .flag ? ["true", "false"] : nil
        }
    }
}

extension DeliveryRangeParameter: OptionParameter {
    var optionName: String { hyphenated }
    var completions: [String]? { nil }
}

extension PackageParameter.ValueKind {
    fileprivate var valueName: String {
        switch self {
        case .integer: "number"
        case .integers: "number,…"
        case .text: "text"
        case .texts: "text,…"
        case .date: "date"
        case .flag: "true|false"
        }
    }
}
