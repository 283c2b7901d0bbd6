/// A colour, as a terminal of 256 colours draws it and as one of 16 does.
///
/// Indexes are xterm's: 0 to 15 are the terminal's own and its user's choice, 16 to 231 a cube of 6 × 6 × 6, 232 to 255
/// greys. Curses takes no other colours without redefining the terminal's own, so `#rrggbb` means the nearest of these.
struct Colour: Hashable, Sendable {
    /// The index where there are 256 colours.
    let xterm: UInt8
    /// The index where there are 16; 8 more than its dark form where it is bright.
    let ansi: UInt8

    init(xterm: UInt8, ansi: UInt8) {
        self.xterm = xterm
        self.ansi = ansi
    }

    /// One of the 16, or of the 256 with the nearest of the 16.
    init(index: UInt8) {
        xterm = index
        ansi = index < 16 ? index : Self.nearest(to: Self.components(of: index), among: 0...15)
    }

    /// The nearest to a red, green and blue.
    init(red: UInt8, green: UInt8, blue: UInt8) {
        let wanted = Components(red: Int(red), green: Int(green), blue: Int(blue))
        xterm = Self.nearest(to: wanted, among: 16...255)
        ansi = Self.nearest(to: wanted, among: 0...15)
    }

    /// The names of the 16, in the order of their indexes.
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright_black", "bright_red",
        "bright_green", "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
    ]

    /// Reads one of the 16 names, an index from 0 to 255, or `#rrggbb`; nil for anything else.
    init?(_ text: String) {
        if let named = Self.names.firstIndex(of: text) {
            self.init(index: UInt8(named))
        } else if let index = UInt8(text) {
            self.init(index: index)
        } else if text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
            let value = UInt32(text.dropFirst(), radix: 16)
        {
            self.init(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
        } else {
            return nil
        }
    }

    private struct Components {
        let red: Int
        let green: Int
        let blue: Int

        func distance(to other: Components) -> Int {
            let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
            return red * red + green * green + blue * blue
        }
    }

    private static func nearest(to wanted: Components, among indexes: ClosedRange<UInt8>) -> UInt8 {
        indexes.min { components(of: $0).distance(to: wanted) < components(of: $1).distance(to: wanted) }
            ?? indexes.lowerBound
    }

    /// The red, green and blue of an index, by xterm's default palette.
    private static func components(of index: UInt8) -> Components {
        switch index {
        case 0...15:
            let value = sixteen[Int(index)]
            return Components(red: value >> 16, green: value >> 8 & 0xFF, blue: value & 0xFF)
        case 16...231:
            let cube = Int(index) - 16
            return Components(red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6])
        default:
            let grey = 8 + 10 * (Int(index) - 232)
            return Components(red: grey, green: grey, blue: grey)
        }
    }

    private static let levels = [0, 95, 135, 175, 215, 255]
    private static let sixteen = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
        0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
}
