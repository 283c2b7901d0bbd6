/// How the label of a package differs from the one that was printed.
public enum LabelChange: Equatable, Sendable {
    /// It is the same, or the same again.
    case none
    /// Its bytes are others, and what they say may be the same.
    case bytes
    /// It has another barcode, or another address.
    case destination
}
