/// The scan whose package the OMS is asked for, because it may not have been read yet.
struct PackageLookup: Equatable, Sendable {
    /// A scan that the OMS is asked about, and the code in it that may name a package.
    struct Asked: Equatable, Sendable {
        let scan: Scan
        let code: CodeReading
    }

    /// What is waited for.
    private(set) var asked: Asked?
    /// A scan whose code was refused, and for which the OMS is asked in the background.
    private var background: Asked?

    /// Waits for the OMS to answer what a code names.
    mutating func wait(for code: CodeReading, _ scan: Scan) { asked = Asked(scan: scan, code: code) }

    /// Asks in the background; false where that is done already: wrong labels must not keep a slow OMS from commands.
    mutating func askInBackground(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard background == nil else { return false }
        background = Asked(scan: scan, code: code)
        return true
    }

    /// Ends the wait.
    mutating func stopWaiting() { asked = nil }

    /// Ends what was asked in the background by that scan; gives it.
    mutating func endBackground(of scan: Int) -> Asked? {
        guard let ended = background, ended.scan.number == scan else { return nil }
        background = nil
        return ended
    }
}
