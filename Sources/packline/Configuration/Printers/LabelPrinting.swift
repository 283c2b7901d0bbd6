import Language
import OMS
import Printing
import Station
import StationEngine

// The settings of printing: the printers, which labels are printed by themselves, and whether they are scanned back.
extension Settings {
    /// The printers, in the order of their names.
    func printers() throws -> [ConfiguredPrinter] { try printerTable.printers() }

    /// The printer for carrier labels; nil where none is configured.
    func labelPrinter() throws -> ConfiguredPrinter? { try printers().first { $0.role == .label } }

    /// The printer for invoices and gift notes: the first by its name that has the role paper and prints pages.
    func paperPrinter() throws -> ConfiguredPrinter? { try printers().first { $0.role == .paper && $0.printsPages } }

    /// How labels are printed and proved at the bench.
    func labels() throws -> LabelSettings {
        var labels = LabelSettings()
        labels.hasPrinter = try labelPrinter() != nil
        labels.printers = Set(try printers().map(\.name))
        labels.confirm = try read(.labelConfirmation, LabelSettings.Confirm.init(rawValue:)) ?? labels.confirm
        labels.lateAfter = try read(.labelsLateAfter, Self.seconds) ?? labels.lateAfter
        return labels
    }

    /// What the engine prints on.
    func printing() throws -> PrintingSettings {
        var printing = PrintingSettings()
        for printer in try printers() {
            do throws(PrinterError) {
                printing.printers[printer.name] = try printer.printer()
            } catch {
                throw Failure(at: .verbatim(printer.name), error.phrase)
            }
        }
        printing.labelPrinter = try labelPrinter()?.name
        printing.paperPrinter = try paperPrinter()?.name
        printing.labelHosts = try labelHosts()
        printing.isAutomatic = try printsLabelsItself()
        return printing
    }

    /// Whether the label of a package that is packed here is printed by itself: the usual where there is a printer.
    func printsLabelsItself() throws -> Bool {
        let isWanted = try read(.automaticLabels) { ["packed": true, "never": false][$0] }
        let hasPrinter = try labelPrinter() != nil
        if isWanted == true, !hasPrinter {
            throw Failure(
                at: origin(of: .automaticLabels) ?? .verbatim(Setting.automaticLabels.rawValue),
                Phrase("configuration.printer.no-label-printer"))
        }
        return isWanted ?? hasPrinter
    }

    /// The hosts from which labels that are links are fetched: none where none are set.
    func labelHosts() throws -> Set<String> { try read(.labelHosts, Self.hosts) ?? [] }

    /// Names or numbers of hosts, with commas or blanks between them, in small letters.
    private static func hosts(_ text: String) -> Set<String>? {
        let names = text.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
        let isRight = names.allSatisfy { name in
            name.utf8.count <= 253 && !name.hasPrefix(".") && !name.hasPrefix("-") && !name.contains("..")
                && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        }
        return isRight && !names.isEmpty ? Set(names) : nil
    }

    /// `120`, `90s`, `2m` or `1h`, in seconds: from one second to a day.
    private static func seconds(_ text: String) -> Int? {
        let units = ["s": 1, "m": 60, "h": 3_600]
        let unit = text.last.flatMap { units[String($0)] }
        guard let number = Int(unit == nil ? text : String(text.dropLast())), (1...86_400).contains(number),
            case let seconds = number * (unit ?? 1), seconds <= 86_400
        else { return nil }
        return seconds
    }
}
