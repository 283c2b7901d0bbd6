/// Digits that are read from a metre away: five rows high, made of blocks.
///
/// A block is `█`, which a terminal without UTF-8 shows as `#`.
enum BlockDigits {
    /// How many rows they have.
    static let rows = 5

    /// The rows of a number; where they are wide, each block takes two columns and looks square.
    static func rows(of number: Int, isWide: Bool) -> [String] {
        let digits = String(number).compactMap(\.wholeNumberValue).map { Self.digits[$0] }
        return (0..<rows).map { row in
            scaled(digits.map { $0[row] }.joined(separator: " "), isWide)
        }
    }

    /// The rows of a mark that says: all of it.
    static func check(isWide: Bool) -> [String] { mark.map { scaled($0, isWide) } }

    private static func scaled(_ row: String, _ isWide: Bool) -> String {
        isWide ? String(row.flatMap { [$0, $0] }) : row
    }

    private static let mark = ["    █", "   █ ", "█ █  ", " █   ", "     "]

    private static let digits = [
        ["███", "█ █", "█ █", "█ █", "███"], [" █ ", "██ ", " █ ", " █ ", "███"],
        ["███", "  █", "███", "█  ", "███"], ["███", "  █", "███", "  █", "███"],
        ["█ █", "█ █", "███", "  █", "  █"], ["███", "█  ", "███", "  █", "███"],
        ["███", "█  ", "███", "█ █", "███"], ["███", "  █", "  █", "  █", "  █"],
        ["███", "█ █", "███", "█ █", "███"], ["███", "█ █", "███", "  █", "███"],
    ]
}
