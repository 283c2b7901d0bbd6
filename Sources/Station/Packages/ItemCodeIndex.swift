/// Which packages need which goods: by the codes on them, in every form in which a code can be scanned.
struct ItemCodeIndex: Sendable {
    private(set) var texts = SharedTexts()
    /// The codes as the OMS writes them, by the form in which codes are compared.
    private var codes: [String: [String]] = [:]

    /// Notes that the package in a slot needs goods with that code.
    mutating func add(_ code: String, to slot: Int32) {
        if texts.add(code, to: slot) { codes[CodeForm.key(code), default: []].append(code) }
    }

    /// Notes that the package in a slot no longer needs goods with that code.
    mutating func remove(_ code: String, from slot: Int32) {
        guard texts.remove(code, from: slot) else { return }
        let key = CodeForm.key(code)
        codes[key]?.removeAll { $0 == code }
        if codes[key]?.isEmpty == true { codes[key] = nil }
    }

    /// Whether any package needs goods with that code on them.
    func isNeeded(_ code: CodeReading) -> Bool { code.keys.contains { codes[$0] != nil } }

    /// Calls for each slot that needs goods with that code on them; for one twice that knows them under two codes.
    func forEachSlot(needing code: CodeReading, _ body: (Int32) -> Void) {
        for key in code.keys {
            for known in codes[key] ?? [] { texts.slots(having: known).forEach(body) }
        }
    }
}
