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
    init(_ section: Node, place: (Node) -> String) {
        func mistake(_ node: Node, _ sentence: String) {
            mistakes.append(Failure("\(place(node)): \(sentence).", Status.configuration))
        }
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let name = key.string ?? ""
            guard PrinterTable.isName(name) else {
                mistake(key, "a printer's name has letters from a to z, digits, - and _, and “\(name)” has others")
                continue
            }
            guard let entries = value.mapping else {
                mistake(value, "“\(name)” is a printer: its address and its role stand below it, indented")
                continue
            }
            table.add(name, at: place(key))
            for (key, value) in entries {
                let word = key.string ?? ""
                guard let entry = PrinterTable.Entry(rawValue: word) else {
                    let known = PrinterTable.Entry.allCases.map(\.rawValue)
                    let hint = word.nearest(among: known).map { "perhaps “\($0)” is meant" }
                    mistake(
                        key, "a printer has no “\(word)”; \(hint ?? "it has \(known.joined(separator: ", "))")")
                    continue
                }
                guard let text = value.scalar?.string, !text.isEmpty else {
                    mistake(value, "“\(word)” takes one value")
                    continue
                }
                table.set(entry, of: name, to: SetValue(text: text, origin: place(value)))
            }
        }
    }
}
