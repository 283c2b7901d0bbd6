// What goes into a framer, and what comes out of it.
extension ScanFramer {
    /// A key as the terminal gives it.
    public enum Input: Equatable, Sendable {
        /// A character, control characters included: CR is U+000D, Tab U+0009, Esc U+001B, Ctrl-R U+0012.
        case scalar(Unicode.Scalar)
        /// The Enter key of the keypad.
        case enter
        /// A key that edits the field or moves its cursor: Backspace, Left, Home.
        case editing(Key)
        /// Any other key or event: F5, a resize, the mouse. A scan goes on around it.
        case other(Key)
        /// The start of a bracketed paste.
        case pasteBegin
        /// The end of a bracketed paste.
        case pasteEnd
    }

    /// What the caller acts on, in the order in which it happened.
    public enum Token: Equatable, Sendable {
        /// A character to insert at the cursor.
        case text(Unicode.Scalar)
        /// A person's Enter: the text of the field is what was meant.
        case enter
        /// A person's Tab.
        case tab
        /// A person's Esc.
        case escape
        /// A character typed with Alt held down.
        case alt(Unicode.Scalar)
        /// A control character that `ScanFramerSettings.controlKeys` gives to a person.
        case control(Unicode.Scalar)
        /// An editing or other key in its place among the rest.
        case key(Key)
        /// A scan, or a line of a paste.
        case frame(ScanFrame)
        /// A scan that cannot be used, with what came of it; `inserted` scalars before the cursor belong to it.
        case fault(BarcodeError, text: String, inserted: Int)
        /// Said once: a scan came and no terminator after it.
        case missingTerminator
    }
}
