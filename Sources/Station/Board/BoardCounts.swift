public import Language
public import OMS

/// What the journal says of today's packing, and what the benches say of themselves; of one bench where it is the only one.
public struct BoardCounts: Equatable, Sendable {
    /// The hours of today in which something was packed, in their order.
    public var hours: [Hour]
    /// How many packages were packed in the last 30 minutes.
    public var lastHalfHour: Int
    /// The benches at which somebody has scanned today, or that need somebody.
    public var benches: [BoardBench]

    /// An hour, and how many packages were packed in it.
    public struct Hour: Equatable, Sendable {
        /// When it begins.
        public let start: Timestamp
        /// The packages.
        public let packages: Int

        /// An hour with so many packages.
        public init(start: Timestamp, packages: Int) { (self.start, self.packages) = (start, packages) }
    }

    /// Counts with these facts.
    public init(hours: [Hour], lastHalfHour: Int, benches: [BoardBench]) {
        self.hours = hours
        self.lastHalfHour = lastHalfHour
        self.benches = benches
    }
}

/// A bench as the board shows it.
public struct BoardBench: Equatable, Sendable {
    /// What it is called.
    public let name: String
    /// Who packs there; empty where nobody said.
    public let packer: String
    /// How many packages were packed there today.
    public let packages: Int
    /// When something was scanned there last; nil where nothing was today.
    public let lastScan: Timestamp?
    /// What it needs of people.
    public let needs: BenchNeeds

    /// A bench with these facts.
    public init(name: String, packer: String, packages: Int, lastScan: Timestamp?, needs: BenchNeeds) {
        self.name = name
        self.packer = packer
        self.packages = packages
        self.lastScan = lastScan
        self.needs = needs
    }
}

/// What a bench needs of people, as the boards of the others show it.
public struct BenchNeeds: Equatable, Sendable {
    /// How many commands and labels wait for a person.
    public var attention: Int
    /// The printers that need a hand, each in a sentence: which, and what it needs.
    public var printers: [Phrase]

    /// So many commands and labels, and these printers.
    public init(attention: Int = 0, printers: [Phrase] = []) {
        self.attention = attention
        self.printers = printers
    }

    /// Whether there is anything.
    public var isEmpty: Bool { attention == 0 && printers.isEmpty }
}
