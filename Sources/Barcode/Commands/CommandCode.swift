/// A command that can be scanned: what a packer does without a key.
///
/// Each has one canonical code of letters that arrive unchanged under the Turkish-Q, French, Belgian and German
/// layouts, all of the form `XX…XX`.
public enum CommandCode: String, Sendable, CaseIterable {
    /// Pack the open package.
    case pack = "XXBOXXX"
    /// Ship the open package.
    case ship = "XXSENDXX"
    /// Deny the open package; a reason follows.
    case deny = "XXREJECTXX"
    /// Take the last scan back.
    case undo = "XXUNDOXX"
    /// Go on to the next package.
    case next = "XXNEXTXX"
    /// Put the open package aside and come back later.
    case hold = "XXHOLDXX"
    /// Say yes to what the station asks.
    case confirm = "XXDONEXX"
    /// Say no to what the station asks, or go back.
    case no = "XXNOPEXX"
    /// Start the open package again.
    case reset = "XXRESETXX"
    /// Report missing goods.
    case notFound = "XXGONEXX"
    /// Take a package over that another bench has.
    case takeOver = "XXOURSXX"
    /// Of two counts of a package, go on with this bench's, or with the other's.
    case keepHere = "XXHEREXX"
    case keepThere = "XXTHEREXX"
    /// The next item counts three times.
    case timesThree = "XXTHREEXX"
    /// Print the last document again.
    case reprint = "XXPRESSXX"
    /// List other packages: to pack, to ship, all.
    case show = "XXOTHERXX"
    /// Mode: a package scan opens it.
    case open = "XXOPENXX"
    /// Mode: every package scanned is packed.
    case packEach = "XXBOXLOTXX"
    /// Mode: every package scanned is shipped.
    case shipEach = "XXSENDLOTXX"
    /// The station speaks Turkish, or English.
    case turkish = "XXTRXX"
    case english = "XXENXX"

    /// The letters to print as a barcode.
    public var letters: String { rawValue }

    /// Whether this code changes what a package scan does.
    public var isMode: Bool { self == .open || self == .packEach || self == .shipEach }

    /// The command that a text stands for, or nil where it is none.
    ///
    /// The station's own letters are compared after ASCII folding, so that Caps Lock does not matter, and aliases as all
    /// codes are. The station's own come before the aliases.
    public init?(_ text: some StringProtocol, aliases: CommandAliases = .none) {
        // Nearly every scan is none: that is seen by its first letter.
        guard text.mayBeOurs || !aliases.isEmpty else { return nil }
        guard let command = CommandCode(rawValue: text.asciiFolded) ?? aliases[text] else { return nil }
        self = command
    }
}

extension StringProtocol {
    /// Whether the text begins as the station's own codes do: with an X.
    var mayBeOurs: Bool { utf8.first.map { $0 | 0x20 == 0x78 } ?? false }
}
