import Language
import OMS
import Printing

/// The printers that are set, by their names, with what the configuration and variables say of each.
struct PrinterTable {
    /// What can be said of a printer.
    enum Entry: String, CaseIterable {
        case address
        case role
        case uniqueID = "unique_id"
        case shared
    }

    private var values: [String: [Entry: SetValue]] = [:]
    /// Where each printer was named first.
    private var places: [String: Phrase] = [:]

    /// No printers.
    init() {}

    /// Takes note of a printer, and where it is named.
    mutating func add(_ name: String, at place: Phrase) {
        if places.updateValue(places[name] ?? place, forKey: name) == nil { values[name] = [:] }
    }

    /// Says something of a printer; the later counts.
    mutating func set(_ entry: Entry, of name: String, to value: SetValue) {
        add(name, at: value.origin)
        values[name]?[entry] = value
    }

    // MARK: - Variables

    private static let prefix = "PACKLINE_PRINTERS_"

    /// What the variables of a printer are called.
    static let variables = Entry.allCases.map { "\(prefix)NAME_\($0.rawValue.uppercased())" }

    /// Takes what variables say; a printer that the file has is found by its name in capitals.
    mutating func read(_ environment: [String: String]) {
        for (variable, text) in environment.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            guard let (part, entry) = Self.parts(of: variable) else { continue }
            let name = values.keys.sorted().first { Self.inVariables($0) == part } ?? part.lowercased()
            set(entry, of: name, to: SetValue(text: text, origin: .verbatim(variable)))
        }
    }

    /// Whether a variable says something of a printer.
    static func isVariable(_ name: String) -> Bool { parts(of: name) != nil }

    /// How a printer's name stands in variables: `zebra-1` is `ZEBRA_1`.
    static func inVariables(_ name: String) -> String { name.uppercased().replacing("-", with: "_") }

    private static func parts(of variable: String) -> (name: String, entry: Entry)? {
        guard variable.hasPrefix(prefix) else { return nil }
        let rest = variable.dropFirst(prefix.count)
        for entry in Entry.allCases where rest.hasSuffix("_" + entry.rawValue.uppercased()) {
            let name = String(rest.dropLast(entry.rawValue.count + 1))
            if isName(name) { return (name, entry) }
        }
        return nil
    }

    /// Whether a printer can be called so: what can stand in a variable, so that it can be set by one.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 40
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    // MARK: - Reading

    /// The printers in the order of their names; errors: a `Failure` for the first mistake.
    func printers() throws(Failure) -> [ConfiguredPrinter] {
        let (printers, mistakes) = read()
        if let first = mistakes.first { throw first }
        return printers
    }

    /// Everything that is wrong with the printers.
    var mistakes: [Failure] { read().mistakes }

    private func read() -> (printers: [ConfiguredPrinter], mistakes: [Failure]) {
        var mistakes: [Failure] = []
        let printers = places.keys.sorted().compactMap { read($0, &mistakes) }
        let labels = printers.filter { $0.role == .label }.map(\.name)
        if labels.count > 1 {
            let names = Phrase("program.both", ["first": "“\(labels[0])”", "second": "“\(labels[1])”"])
            mistakes.append(
                wrong(values[labels[1]]?[.role], Phrase("configuration.printer.two-labels", ["names": names])))
        }
        return (printers, mistakes)
    }

    private func read(_ name: String, _ mistakes: inout [Failure]) -> ConfiguredPrinter? {
        let before = mistakes.count
        let role = value(.role, of: name, Phrase("configuration.printer.role"), &mistakes) {
            ConfiguredPrinter.Role(rawValue: $0)
        }
        let isShared = value(.shared, of: name, Phrase("configuration.printer.shared"), &mistakes) {
            ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false][$0]
        }
        let uniqueID = values[name]?[.uniqueID]
        let address = address(of: name, &mistakes)
        if case .command = address, let uniqueID {
            mistakes.append(wrong(uniqueID, Phrase("configuration.printer.command-id")))
        }
        for entry in [Entry.address, .role] where values[name]?[entry] == nil {
            let right: Phrase =
                entry == .address ? .verbatim(PrinterAddress.forms) : Phrase("configuration.printer.needs-role")
            let mistake = Phrase(
                "configuration.printer.needs", ["name": name, "entry": entry.rawValue, "right": right])
            mistakes.append(Failure(at: places[name] ?? .verbatim(PrinterSection.name), mistake))
        }
        guard mistakes.count == before, let address, let role else { return nil }
        return ConfiguredPrinter(
            name: name, address: address, role: role, uniqueID: uniqueID?.text, isShared: isShared ?? false)
    }

    private func address(of name: String, _ mistakes: inout [Failure]) -> PrinterAddress? {
        guard let value = values[name]?[.address] else { return nil }
        do throws(PrinterError) {
            return try PrinterAddress(value.text)
        } catch {
            let mistake = Phrase(
                "configuration.printer.address", ["address": value.text, "right": Self.right(for: value.text)])
            mistakes.append(Failure(at: value.origin, mistake))
            return nil
        }
    }

    /// What an address would be that begins like this one.
    private static func right(for address: String) -> Phrase {
        let kinds = ["socket": "socket", "ipp": "ipp", "ipps": "ipp", "cups": "cups", "command": "command"]
        let scheme = address.prefix { $0 != ":" }.lowercased()
        guard let kind = kinds[scheme], address.hasPrefix(scheme + "://") || kind == "command" else {
            return Phrase("configuration.printer.address.forms", ["forms": PrinterAddress.forms])
        }
        return Phrase("configuration.printer.address.\(kind)")
    }

    private func value<Value>(
        _ entry: Entry, of name: String, _ expected: Phrase, _ mistakes: inout [Failure], _ read: (String) -> Value?
    ) -> Value? {
        guard let value = values[name]?[entry] else { return nil }
        if let result = read(value.text) { return result }
        mistakes.append(.wrong(value.text, expected, at: value.origin))
        return nil
    }

    private func wrong(_ value: SetValue?, _ mistake: Phrase) -> Failure {
        Failure(at: value?.origin ?? .verbatim(PrinterSection.name), mistake)
    }
}
