/// A bar that is full as far as something has come.
enum ProgressBar {
    /// The bar in so many columns; it is full only when all is done, and empty only where nothing is.
    static func text(_ done: Int, of all: Int, columns: Int) -> String {
        let filled = done >= all ? columns : min(columns - 1, max(done > 0 ? 1 : 0, columns * done / max(1, all)))
        return String(repeating: "█", count: max(0, filled)) + String(repeating: "░", count: max(0, columns - filled))
    }
}
