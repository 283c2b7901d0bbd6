/// How long the OMS waits between two tries to deliver an event.
///
/// Source: the publisher's open library, dj-whisperer, which makes no subscription without it. It knows `fixed` with
/// `seconds`, `linear` and `exponential` with `base` and perhaps `limit`, and `random`; an installation may have others.
public struct RetryCountdown: Hashable, Sendable {
    /// The name of the retry strategy.
    public let choice: String
    /// Its values.
    public let values: [String: JSONValue]

    /// A retry strategy with its values.
    public init(choice: String, values: [String: JSONValue]) {
        self.choice = choice
        self.values = values
    }

    /// The same wait each time.
    public static func fixed(seconds: Int) -> Self { Self(choice: "fixed", values: ["seconds": .int(seconds)]) }

    /// A minute each time.
    public static let usual = fixed(seconds: 60)

    /// Reads seconds, or an object of `choice` and `kwargs`; nil for what is neither.
    public init?(_ text: String) {
        if let seconds = Int(text) {
            guard seconds >= 0 else { return nil }
            self = .fixed(seconds: seconds)
            return
        }
        guard case .object(let members)? = try? JSONValue(text: text), members.count == 2,
            case .string(let choice)? = members["choice"], !choice.isEmpty,
            case .object(let values)? = members["kwargs"]
        else { return nil }
        self.init(choice: choice, values: values)
    }

    /// What is sent.
    var json: JSONValue { ["choice": .string(choice), "kwargs": .object(values)] }
}
