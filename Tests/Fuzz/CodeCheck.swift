import Barcode

/// What must hold for any bytes read as a code.
struct CodeCheck {
    private let code: ScannedCode
    private let settings: CodeReader.Settings

    init(_ bytes: ArraySlice<UInt8>, settings: CodeReader.Settings) {
        code = CodeReader.read(bytes: bytes, settings: settings)
        self.settings = settings
    }

    func run() {
        checkForms()
        checkElements()
        if let error = code.error {
            require(!error.description.isEmpty, "an error says nothing")
            require(error.position <= code.canonical.count, "\(error) is beyond “\(code.canonical)”")
        }
        guard code.input.utf8.count <= 24 else { return }
        for guess in CodeReader.layoutGuesses(for: code.input, settings: settings) {
            require(guess.code.error == nil, "a guess is wrong: \(guess)")
        }
        if let (first, second) = CodeReader.twoCodes(in: code.input, settings: settings) {
            require(first + second == code.input, "two codes are not the one")
        }
    }

    /// The canonical form of a canonical form is itself, and so is the key of a key.
    private func checkForms() {
        let again = CodeReader.read(code.canonical)
        // One symbology identifier is taken off; the text may go on with another, or with the asterisks of Code 39.
        if code.symbology == nil, again.symbology == nil {
            require(again.canonical == code.canonical, "“\(code.canonical)” is not canonical")
            let key = CodeReader.key(of: code.canonical)
            require(CodeReader.key(of: key) == key, "the key “\(key)” is no key")
        }
        require(code.keys.allSatisfy { !$0.isEmpty }, "an empty key of “\(code.input)”")
        if let gtin = code.gtin {
            require(gtin.spellings.allSatisfy { GTIN($0) == gtin }, "\(gtin) is not what it is spelled")
            require(code.matches(gtin.digits14), "\(gtin) does not match itself")
        }
    }

    /// Elements are the same after they were written in each of their forms.
    private func checkElements() {
        guard !code.elements.isEmpty else { return }
        let elements = code.elements
        require(
            (try? GS1.elements(ofElementString: GS1.elementString(of: elements))) == elements, "string: \(elements)")
        require((try? GS1.elements(ofBracketed: GS1.bracketed(elements))) == elements, "brackets: \(elements)")
        require((try? Code128(elements)) != nil, "cannot be drawn: \(elements)")
        if let link = code.digitalLink { checkLink(of: link.elements) }
        if let link = try? DigitalLink(elements) { checkLink(of: link.elements) }
    }

    private func checkLink(of elements: [GS1Element]) {
        let written = try? DigitalLink(elements)
        require(written != nil, "no link of \(elements)")
        require(Set(written?.elements ?? []) == Set(elements), "\(written?.uri ?? "") is not \(elements)")
        require((try? DigitalLink(written?.elements ?? []))?.uri == written?.uri, "the link of a link is another")
    }
}
