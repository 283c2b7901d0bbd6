/// One key, whatever bytes the terminal sent for it.
public enum Key: Equatable, Hashable, Sendable {
    /// A printable character.
    case character(Unicode.Scalar)
    /// A control character that is no key below, as data: 0x0A, 0x1D, and Ctrl-R as 0x12.
    case control(UInt8)
    /// A character that came right after an Esc: typed with Alt, or a part of a scanner's `ESC 0 ESC 2 ESC 9`.
    case alt(Unicode.Scalar)
    /// A function key by its number; Shift-F1 is 13 where the terminal distinguishes it.
    case function(Int)
    /// The carriage return of the Enter key, and of most scanners.
    case enter
    /// The Enter key of the keypad, where the terminal distinguishes it.
    case keypadEnter
    /// The Tab key.
    case tab
    /// Shift-Tab.
    case backTab
    /// Esc, alone.
    case escape
    /// Backspace, whether the terminal sends 0x7F or 0x08.
    case backspace
    /// Delete, to the right.
    case delete
    /// Insert.
    case insert
    /// The arrows.
    case up, down, left, right
    /// To an end of a line or list.
    case home, end
    /// A page of a list.
    case pageUp, pageDown
    /// A bracketed paste begins.
    case pasteBegin
    /// A bracketed paste is over.
    case pasteEnd
    /// No key: what the terminal answered when it was asked for the colour of its ground; nil where that is not known.
    case background(isLight: Bool?)
}

extension Key {
    /// Whether it is the terminal's answer about its ground.
    var isBackground: Bool { if case .background = self { true } else { false } }
}
