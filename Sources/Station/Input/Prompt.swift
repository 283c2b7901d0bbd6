/// The line where scans and words arrive: its text, and whether a person typed it.
struct Prompt: Equatable, Sendable {
    /// The text, with its cursor.
    private(set) var field = TextField()
    /// When the first character came: text too short to be framed can be a scan too.
    private var began: Int64?
    /// When a scanned word was put here: the Enter of its scan does not run it.
    private var heldAt: Int64?

    var isEmpty: Bool { field.isEmpty }
    var text: String { field.text }

    /// Whether a word stands here that a scan brought, and that waits for a person's Enter.
    var holdsWord: Bool { heldAt != nil }

    /// Takes note of a character that is about to be typed, wherever it goes.
    mutating func noteCharacter(at time: Int64) {
        if field.isEmpty { (began, heldAt) = (time, nil) }
    }

    /// Changes the text.
    mutating func edit(_ edit: (inout TextField) -> Void) { edit(&field) }

    /// Empties it.
    mutating func clear() { (field, heldAt) = (TextField(), nil) }

    /// Empties it but for what is known of its time.
    mutating func clearText() { field = TextField() }

    /// Puts a word here that came at machine speed or by paste.
    mutating func hold(_ word: String, at time: Int64) {
        field = TextField(word)
        (heldAt, began) = (time, nil)
    }

    /// Whether the text and an Enter now came faster than a person types.
    ///
    /// A label of one to three characters is too short for a frame. `machineGap` is the longest time between two of its
    /// characters.
    func isAtMachineSpeed(at time: Int64, machineGap: Int64) -> Bool {
        guard let began, heldAt == nil else { return false }
        return time &- began <= machineGap * Int64(text.unicodeScalars.count)
    }

    /// Whether a word was put here so lately that an Enter may still be the scan's.
    func isWordJustHeld(at time: Int64) -> Bool { heldAt.map { time &- $0 < Dialog.deafness } ?? false }
}
