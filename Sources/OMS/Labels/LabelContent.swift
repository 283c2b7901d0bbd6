/// One label of a package, as the OMS gave it: what kind of document the text is, is told by its content elsewhere.
public struct LabelContent: Hashable, Sendable {
    /// What was in the field: ZPL, EPL2, HTML, a URL, or base64 of a document; where nothing was understood, its JSON.
    public let text: String
    /// The box that it is for, from 1.
    public let box: Int
    /// Whether a label was found; what is not understood is kept and shown, and can be saved.
    public let isUnderstood: Bool

    /// A label with these facts.
    public init(text: String, box: Int, isUnderstood: Bool = true) {
        self.text = text
        self.box = box
        self.isUnderstood = isUnderstood
    }
}
