import ArgumentParser

/// The paper that a sheet is printed on; lengths are in millimetres.
struct Paper: Equatable {
    /// What it is called: `a4`, or `label-` and its size.
    let name: String
    let width: Double
    let height: Double

    /// Whether it is a label, which holds one code.
    var isLabel: Bool { self != .a4 }

    static let a4 = Paper(name: "a4", width: 210, height: 297)

    /// Labels that printers at benches are often loaded with.
    static let usualLabels = ["label-62x29", "label-54x25", "label-57x32", "label-89x36", "label-100x50"]

    private init(name: String, width: Double, height: Double) {
        self.name = name
        self.width = width
        self.height = height
    }
}

extension Paper: ExpressibleByArgument {
    /// Reads `a4`, or `label-62x29` with any width of 40 to 300 and any height of 15 to 300 mm.
    init?(argument: String) {
        if argument == Self.a4.name {
            self = .a4
            return
        }
        let sides = argument.dropFirst("label-".count).split(separator: "x", omittingEmptySubsequences: false)
        guard argument.hasPrefix("label-"), sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]),
            (40...300).contains(width), (15...300).contains(height)
        else { return nil }
        self.init(name: argument, width: Double(width), height: Double(height))
    }

    var defaultValueDescription: String { name }

    /// What completion offers.
    static let allValueStrings = [a4.name] + usualLabels
}
