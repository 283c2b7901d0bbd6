/// One figure of a program, with all the samples that it has by its labels.
public struct MetricFamily: Equatable, Sendable {
    /// How a figure behaves.
    public enum Kind: String, Sendable {
        /// It only rises while the program runs; its name ends with `_total`.
        case counter
        /// It rises and falls.
        case gauge
        /// How many values lie below each of some bounds.
        case histogram
    }

    /// Its name: letters of ASCII, digits and `_`, with the unit at its end.
    public let name: String
    /// How it behaves.
    public let kind: Kind
    /// What it says, in a sentence.
    public let help: String
    /// What it reads, by label.
    public let samples: [MetricSample]

    /// A figure with these samples.
    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [MetricSample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }
}

/// One reading of a figure.
public struct MetricSample: Equatable, Sendable {
    /// A label with its value, such as `stage` and `queued`.
    public struct Label: Equatable, Sendable {
        /// Its name: letters of ASCII, digits and `_`.
        public let name: String
        /// Its value: any text.
        public let value: String

        /// A label with this value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What follows the name of the figure in this line, such as `_bucket`; empty for most.
    public let suffix: String
    /// What it is a reading of.
    public let labels: [Label]
    /// The reading.
    public let value: Double

    /// A reading under these labels.
    public init(_ value: Double, _ labels: [Label] = [], suffix: String = "") {
        self.value = value
        self.labels = labels
        self.suffix = suffix
    }
}
