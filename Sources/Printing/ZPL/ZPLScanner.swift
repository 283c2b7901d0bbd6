/// A command of ZPL, or of SGD, as it stands in the bytes.
enum ZPLToken: Equatable {
    /// A format or control command.
    case command(ZPLCommand)
    /// A line of Set-Get-Do, such as `! U1 getvar "device.unique_id"`.
    case setGetDo(String)
}

/// A command of ZPL with what follows its name.
struct ZPLCommand: Equatable {
    /// Whether it is a control command, which a printer obeys at once: `~HS`.
    let isControl: Bool
    /// Its two characters, in upper case.
    let name: String
    /// The prefix and the name as they came.
    let spelled: [UInt8]
    /// What follows the name, up to the next command, without line ends.
    var parameters: [UInt8] = []

    /// The parameters between delimiters, without blanks around them.
    func list(_ delimiter: UInt8) -> [String] {
        parameters.split(separator: delimiter, omittingEmptySubsequences: false).map { part in
            String(decoding: part, as: UTF8.self).filter { $0 != " " }
        }
    }
}

/// Splits bytes into the commands of ZPL, one byte at a time, as a printer does.
///
/// It knows the commands that change the prefixes and the delimiter, and skips the bytes of binary graphics. Whatever the
/// bytes are, it takes a bounded amount of memory.
struct ZPLScanner {
    private enum State: Equatable {
        /// Between commands, or in the parameters of the current one.
        case parameters
        /// After a prefix: the characters of the name so far.
        case name(isControl: Bool, spelled: [UInt8])
        /// The next byte is the new character.
        case change(Changed)
        /// A line of Set-Get-Do.
        case line([UInt8])
        /// So many bytes of a binary graphic are still to come.
        case binary(Int)
    }

    private enum Changed { case format, control, delimiter }

    /// Beyond this, parameters are skipped: fields are shorter, and graphics are not looked at.
    private static let mostParameters = 16_384
    /// Commands that nothing follows.
    private static let bare: Set<String> = ["XA", "XZ", "FS", "HS", "JA", "JX", "PS", "PP", "JC", "JR", "WC"]

    private var state = State.parameters
    private var current: ZPLCommand?
    private var format = UInt8(ascii: "^")
    private var control = UInt8(ascii: "~")
    /// What separates parameters.
    private(set) var delimiter = UInt8(ascii: ",")

    /// Takes a byte; gives the command that has ended with it or before it.
    mutating func feed(_ byte: UInt8) -> ZPLToken? {
        switch state {
        case .parameters: return parameter(byte)
        case .name(let isControl, let spelled): return name(byte, isControl, spelled)
        case .change(let changed):
            change(changed, to: byte)
            state = .parameters
        case .line(let line): return lineByte(byte, line)
        case .binary(let left): state = left > 1 ? .binary(left - 1) : .parameters
        }
        return nil
    }

    /// The command that the end of the bytes ends.
    mutating func finish() -> ZPLToken? {
        defer { state = .parameters }
        if case .line(let line) = state { return .setGetDo(String(decoding: line, as: UTF8.self)) }
        return takeCurrent()
    }

    private mutating func takeCurrent() -> ZPLToken? {
        defer { current = nil }
        return current.map(ZPLToken.command)
    }

    private mutating func parameter(_ byte: UInt8) -> ZPLToken? {
        if byte == format || byte == control {
            state = .name(isControl: byte == control, spelled: [byte])
            return takeCurrent()
        }
        guard current != nil else {
            if byte == UInt8(ascii: "!") { state = .line([byte]) }
            return nil
        }
        if byte == 0x0D || byte == 0x0A {
            return current?.isControl == true && current?.name.hasPrefix("D") == false ? takeCurrent() : nil
        }
        guard let count = current?.parameters.count, count < Self.mostParameters else { return nil }
        current?.parameters.append(byte)
        if byte == delimiter, let left = binaryLength() { state = .binary(left) }
        return nil
    }

    private mutating func name(_ byte: UInt8, _ isControl: Bool, _ spelled: [UInt8]) -> ZPLToken? {
        guard byte != format, byte != control else {
            // A name was broken off: the next one begins.
            state = .name(isControl: byte == control, spelled: [byte])
            return nil
        }
        guard byte > 0x20, byte < 0x7F else {
            state = .parameters
            return nil
        }
        let spelled = spelled + [byte]
        guard spelled.count == 3 else {
            state = .name(isControl: isControl, spelled: spelled)
            return nil
        }
        let name = String(decoding: spelled.dropFirst(), as: UTF8.self).uppercased()
        state = .parameters
        switch name {
        case "CC": state = .change(.format)
        case "CT": state = .change(.control)
        case "CD": state = .change(.delimiter)
        default: current = ZPLCommand(isControl: isControl, name: name, spelled: spelled)
        }
        return Self.bare.contains(name) ? takeCurrent() : nil
    }

    private mutating func change(_ changed: Changed, to byte: UInt8) {
        switch changed {
        case .format: format = byte
        case .control: control = byte
        case .delimiter: delimiter = byte
        }
    }

    private mutating func lineByte(_ byte: UInt8, _ line: [UInt8]) -> ZPLToken? {
        if byte == 0x0D || byte == 0x0A {
            state = .parameters
            return .setGetDo(String(decoding: line, as: UTF8.self))
        }
        state = line.count < 1_024 ? .line(line + [byte]) : .parameters
        return nil
    }

    /// How many bytes of a binary graphic follow now; nil where none do.
    ///
    /// Only these can hold the prefixes: `^GFB,LENGTH,…,…,DATA`, `^GFC` likewise, and `~DYNAME,B,TYPE,LENGTH,WIDTH,DATA`.
    private func binaryLength() -> Int? {
        guard let current, current.name == "GF" || current.name == "DY" else { return nil }
        let list = current.list(delimiter)
        let (encoding, length) = current.name == "GF" ? (0, 1) : (1, 3)
        guard list.count == (current.name == "GF" ? 5 : 6), ["B", "C"].contains(list[encoding].uppercased()) else {
            return nil
        }
        return Int(list[length]).flatMap { $0 > 0 ? $0 : nil }
    }
}
