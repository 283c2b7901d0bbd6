public import ArgumentParser
public import BarcodeSheet

extension Paper: ExpressibleByArgument {
    /// Reads the name of a paper.
    public init?(argument: String) { self.init(name: argument) }

    /// What the help says of the paper that is taken when none is named.
    public var defaultValueDescription: String { name }

    /// What completion offers.
    public static let allValueStrings = [a4.name] + usualLabels
}
