/// A line of text with a cursor in it.
public struct TextField: Equatable, Sendable {
    private var scalars: [Unicode.Scalar] = []
    /// How many Unicode scalars stand before the cursor.
    public private(set) var cursor = 0

    /// An empty field.
    public init() {}

    /// A field with that text, the cursor at its end.
    public init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
    }

    /// The whole text.
    public var text: String { String(scalars[...]) }

    /// The text before the cursor.
    public var textBeforeCursor: String { String(scalars[..<cursor]) }

    /// Whether there is no text.
    public var isEmpty: Bool { scalars.isEmpty }

    mutating func insert(_ scalar: Unicode.Scalar) {
        scalars.insert(scalar, at: cursor)
        cursor += 1
    }

    /// Takes scalars before the cursor out again.
    mutating func takeBack(_ count: Int) {
        let count = min(count, cursor)
        scalars.removeSubrange(cursor - count..<cursor)
        cursor -= count
    }

    mutating func edit(_ key: EditKey) {
        switch key {
        case .backspace: takeBack(lengthOfCharacter(before: cursor))
        case .delete:
            let length = lengthOfCharacter(after: cursor)
            scalars.removeSubrange(cursor..<cursor + length)
        case .left: cursor -= lengthOfCharacter(before: cursor)
        case .right: cursor += lengthOfCharacter(after: cursor)
        case .home: cursor = 0
        case .end: cursor = scalars.count
        case .clear: self = TextField()
        }
    }

    private func lengthOfCharacter(before index: Int) -> Int {
        String(scalars[..<index]).last?.unicodeScalars.count ?? 0
    }

    private func lengthOfCharacter(after index: Int) -> Int {
        String(scalars[index...]).first?.unicodeScalars.count ?? 0
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
