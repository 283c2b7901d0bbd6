/// How a station's scanner behaves; times are in milliseconds.
public struct ScanFramerSettings: Equatable, Sendable {
    /// The characters that end a frame; after a burst only, so that a person's Tab and Enter stay theirs.
    public var terminators: Set<Terminator> = [.carriageReturn, .lineFeed, .tab]
    /// Whether a pause after a burst ends a frame too; for scanners that send no terminator.
    public var pauseEndsFrame = false
    /// The longest time between two characters that no person would type so fast.
    public var machineGap: Int64 = 35
    /// The longest time between two characters of one stretch of input.
    public var pause: Int64 = 100
    /// How many characters at machine speed make a burst.
    public var minimumBurst = 4
    /// The longest frame, in Unicode scalars; the largest QR code holds 7,089.
    public var maximumLength = 8_192
    /// How soon after a frame a further terminator counts as a part of it.
    public var repeatedTerminator: Int64 = 50
    /// How long an ESC waits for the rest of an Alt sequence, after the terminal has waited for the rest of a key.
    public var escapeWait: Int64 = 10
    /// How long an open paste waits for its end.
    public var pasteWait: Int64 = 1_000
    /// How long a burst waits before it is said that the scanner sends no Enter.
    public var missingTerminatorWait: Int64 = 1_500
    /// The control characters that the keymap gives to a person: Ctrl-R is U+0012.
    ///
    /// They are data only in the middle of a burst; all other control characters are data always.
    public var controlKeys: Set<Unicode.Scalar> = []

    /// The settings of a scanner nothing is known about.
    public init() {}

    /// A character that ends a frame.
    public enum Terminator: String, Sendable, CaseIterable {
        /// CR, U+000D.
        case carriageReturn
        /// LF, U+000A.
        case lineFeed
        /// Tab, U+0009.
        case tab
    }
}
