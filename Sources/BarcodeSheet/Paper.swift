/// The paper that a sheet is printed on; lengths are in millimetres.
public struct Paper: Equatable, Sendable {
    /// What it is called: `a4`, or `label-` and its size.
    public let name: String
    /// Across, and from top to bottom.
    public let width: Double, height: Double

    /// Whether it is a label, which holds one code.
    public var isLabel: Bool { self != .a4 }

    /// A sheet of A4.
    public static let a4 = Paper(name: "a4", width: 210, height: 297)

    /// Labels that printers at benches are often loaded with.
    public static let usualLabels = ["label-62x29", "label-54x25", "label-57x32", "label-89x36", "label-100x50"]

    private init(name: String, width: Double, height: Double) {
        self.name = name
        self.width = width
        self.height = height
    }

    /// The paper of that name: `a4`, or `label-62x29` with any width of 40 to 300 and any height of 15 to 300 mm.
    public init?(name: String) {
        if name == Self.a4.name {
            self = .a4
            return
        }
        let sides = name.dropFirst("label-".count).split(separator: "x", omittingEmptySubsequences: false)
        guard name.hasPrefix("label-"), sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]),
            (40...300).contains(width), (15...300).contains(height)
        else { return nil }
        self.init(name: name, width: Double(width), height: Double(height))
    }
}
