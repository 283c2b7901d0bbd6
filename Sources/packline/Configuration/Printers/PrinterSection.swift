import Language
import OMS
import Station
import Yams

/// The section `printers` of a configuration: what each printer is called, where it is, and what is printed on it.
///
///     printers:
///       zebra:
///         address: socket://10.0.0.7:9100
///         role: label
struct PrinterSection {
    /// The name of the section.
    static let name = "printers"

    private(set) var table = PrinterTable()
    /// Everything that is wrong but for the values, in the order of the lines.
    private(set) var mistakes: [Failure] = []

    /// Reads the section; `place` says where a node stands.
    init(_ section: Node, place: (Node) -> Phrase) {
        func mistake(_ node: Node, _ phrase: Phrase) { mistakes.append(Failure(at: place(node), phrase)) }
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let name = key.string ?? ""
            guard PrinterTable.isName(name) else {
                mistake(key, Phrase("configuration.printer.name", ["name": name]))
                continue
            }
            guard let entries = value.mapping else {
                mistake(value, Phrase("configuration.printer.section", ["name": name]))
                continue
            }
            table.add(name, at: place(key))
            for (key, value) in entries {
                let word = key.string ?? ""
                guard let entry = PrinterTable.Entry(rawValue: word) else {
                    let known = PrinterTable.Entry.allCases.map(\.rawValue)
                    let hint =
                        Phrase.nearest(to: word, among: known)
                        ?? Phrase("configuration.printer.has", ["known": known.joined(separator: ", ")])
                    mistake(key, Phrase("configuration.printer.no-entry", ["name": word, "hint": hint]))
                    continue
                }
                guard let text = value.scalar?.string, !text.isEmpty else {
                    mistake(value, Phrase("configuration.printer.one-value", ["name": word]))
                    continue
                }
                table.set(entry, of: name, to: SetValue(text: text, origin: place(value)))
            }
        }
    }
}
