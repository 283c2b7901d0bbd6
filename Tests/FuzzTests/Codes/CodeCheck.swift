import Barcode

/// What must hold for any bytes read as a code.
struct CodeCheck {
    private let code: ScannedCode
    private let settings: CodeReader.Settings

    init(_ bytes: ArraySlice<UInt8>, settings: CodeReader.Settings) {
        code = CodeReader.read(bytes: bytes, settings: settings)
        self.settings = settings
    }

    func run() throws(BrokenRule) {
        try checkForms()
        try checkElements()
        if let error = code.error {
            try require(!error.description.isEmpty, "an error says nothing")
            try require(error.position <= code.canonical.count, "\(error) is beyond “\(code.canonical)”")
        }
        guard code.input.utf8.count <= 24 else { return }
        for guess in CodeReader.layoutGuesses(for: code.input, settings: settings) {
            try require(guess.code.error == nil, "a guess is wrong: \(guess)")
        }
        if let (first, second) = CodeReader.twoCodes(in: code.input, settings: settings) {
            try require(first + second == code.input, "two codes are not the one")
        }
    }

    /// The canonical form of a canonical form is itself, and so is the key of a key.
    private func checkForms() throws(BrokenRule) {
        let again = CodeReader.read(code.canonical)
        // One symbology identifier is taken off; the text may go on with another, or with the asterisks of Code 39.
        if code.symbology == nil, again.symbology == nil {
            try require(again.canonical == code.canonical, "“\(code.canonical)” is not canonical")
            let key = CodeReader.key(of: code.canonical)
            try require(CodeReader.key(of: key) == key, "the key “\(key)” is no key")
        }
        try require(code.keys.allSatisfy { !$0.isEmpty }, "an empty key of “\(code.input)”")
        if let gtin = code.gtin {
            try require(gtin.spellings.allSatisfy { GTIN($0) == gtin }, "\(gtin) is not what it is spelled")
            try require(code.matches(gtin.digits14), "\(gtin) does not match itself")
        }
    }

    /// Elements are the same after they were written in each of their forms.
    private func checkElements() throws(BrokenRule) {
        guard !code.elements.isEmpty else { return }
        let elements = code.elements
        try require(
            (try? GS1.elements(ofElementString: GS1.elementString(of: elements))) == elements, "string: \(elements)")
        try require((try? GS1.elements(ofBracketed: GS1.bracketed(elements))) == elements, "brackets: \(elements)")
        try require((try? Code128(elements)) != nil, "cannot be drawn: \(elements)")
        if let link = code.digitalLink { try checkLink(of: link.elements) }
        if let link = try? DigitalLink(elements) { try checkLink(of: link.elements) }
    }

    private func checkLink(of elements: [GS1Element]) throws(BrokenRule) {
        let written = try? DigitalLink(elements)
        try require(written != nil, "no link of \(elements)")
        try require(Set(written?.elements ?? []) == Set(elements), "\(written?.uri ?? "") is not \(elements)")
        try require((try? DigitalLink(written?.elements ?? []))?.uri == written?.uri, "the link of a link is another")
    }
}
