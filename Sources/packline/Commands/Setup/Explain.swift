import ArgumentParser
import Barcode
import Foundation
import Language
import OMS
import Station

/// `packline explain`.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say how codes are understood.",
        discussion: """
            Without a code it reads a code a line from standard input, where a group separator is the byte 0x1D. What the
            configuration says of the scanner (layout, prefix, suffix) goes for these codes too.

            Example: packline explain '(01)08690001157694(10)LOT7' XXBOXXX
            """)

    @Argument(help: ArgumentHelp("The codes, as the scanner sends them.", valueName: "code"))
    var codes: [String] = []

    @Flag(help: "Answer with a JSON object a line.")
    var json = false

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file(extensions: ["yaml"]))
    var config: String?

    func run() throws {
        let settings = try Settings(options: [:], configurationFile: config).station().codes
        guard codes.isEmpty else {
            let answers = codes.map { lines(for: CodeReader.read($0, settings: settings), settings) }
            Output.lines(Array(answers.joined(separator: separator)))
            return
        }
        var input = ByteLines(STDIN_FILENO)
        var isFirst = true
        // What one read brought is answered in one write: quick for a file, and at once for a person.
        while let lines = input.next() {
            var answers: [TerminalLine] = []
            for line in lines {
                if !isFirst { answers += separator }
                isFirst = false
                answers += self.lines(for: CodeReader.read(bytes: line, settings: settings), settings)
            }
            Output.lines(answers)
        }
    }

    /// What stands between two explanations.
    private var separator: [TerminalLine] { json ? [] : [TerminalLine("")] }

    private func lines(for code: ScannedCode, _ settings: CodeReader.Settings) -> [TerminalLine] {
        json ? [TerminalLine(code.json)] : CodeExplanation(code, settings).lines
    }
}

extension ScannedCode {
    /// The explanation for programs.
    fileprivate var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        return [
            "input": .string(input), "kind": .string(kind.rawValue), "valid": .bool(!canonical.isEmpty),
            "fault": text(fault?.description), "error": text(error?.description),
            "symbology": text(symbology?.name), "canonical": .string(canonical), "gtin14": text(gtin14),
            "sscc": text(sscc?.digits),
            "elements": .array(elements.map { .array([.string($0.identifier), .string($0.value)]) }),
            "digital_link": text(digitalLink?.normalised),
            "command": text(command.flatMap(StationCommand.init(code:))?.name),
            "badge": text(badge?.name),
            "reason": reason.map { .int($0.id) } ?? .null,
        ]
    }
}

/// The explanation of a code for people: a fact a line, the names aligned.
private struct CodeExplanation {
    private var facts: [(name: String, value: String)] = []

    init(_ code: ScannedCode, _ settings: CodeReader.Settings) {
        add("Code", code.input)
        add("Means", Self.meaning(of: code))
        add("Is not", code.kind == .text && !code.canonical.isEmpty ? Self.whatItIsNot(code) : nil)
        add("Wrong", code.kind == .text && !code.canonical.isEmpty ? nil : code.error?.description)
        add("Symbology", code.symbology.map { "\($0.name) (\($0.identifier))" })
        add("Canonical", code.canonical == code.input ? nil : code.canonical)
        add("GTIN", code.gtin14)
        add("SSCC", code.sscc?.digits)
        for element in code.elements { add("(\(element.identifier))", Self.words(for: element)) }
        add("Link", code.digitalLink?.normalised)
        for warning in code.warnings { add("Note", warning.description) }
        for guess in CodeReader.layoutGuesses(for: code.input, settings: settings) {
            add(
                "Layout",
                "\(guess.layout.rawValue) would make it \(guess.code.canonical): \(Self.meaning(of: guess.code))")
        }
    }

    var lines: [TerminalLine] {
        facts.map { TerminalLine($0.name.padding(toLength: 11, withPad: " ", startingAt: 0) + $0.value) }
    }

    private mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        facts.append((name, value))
    }

    private static func meaning(of code: ScannedCode) -> String {
        if code.canonical.isEmpty { return "nothing" }
        if let command = code.command.flatMap(StationCommand.init(code:)) {
            return "the command \(command.name): it \(command.codePurpose.english)"
        }
        if let badge = code.badge { return "the badge of \(badge.name)" }
        if let reason = code.reason { return "the denial reason \(reason.id)" }
        let addition = code.fault == nil ? "" : ", a part of which is wrong; it is taken by the others"
        return switch code.kind {
        case .gtin: "a trade item\(addition)"
        case .sscc: "a logistic unit"
        case .gs1: "GS1 elements\(addition)"
        case .digitalLink: "a GS1 Digital Link\(addition)"
        case .text, .command, .reason, .badge: "plain text; looked up as it is"
        }
    }

    /// Why a plain text means nothing by itself: what it might have been, and what keeps it from being that.
    private static func whatItIsNot(_ code: ScannedCode) -> String {
        guard let error = code.error else { return "a command, a trade item or GS1 data" }
        let kind =
            switch error.code {
            case .wrongCheckDigit where code.canonical.utf8.count == 18: "a logistic unit"
            case .wrongCheckDigit where code.canonical.utf8.allSatisfy { (0x30...0x39).contains($0) }: "a trade item"
            case .wrongCheckDigit where error.identifier == nil: "a denial reason"
            case .wrongDigitalLink: "a GS1 Digital Link"
            case .unknownSymbology: "a code of a known symbology"
            default: "GS1 data"
            }
        return "\(kind): \(error)"
    }

    private static let currentYear = Calendar(identifier: .gregorian).component(.year, from: Date())

    /// A value with the name of its identifier and, where it is a date, the day that it stands for.
    private static func words(for element: GS1Element) -> String {
        let date = element.date(currentYear: currentYear).map { " (\($0))" } ?? ""
        return "\(element.value)\(date)  \(element.title)"
    }
}

extension DigitalLink {
    /// The same link in one form: scheme and host in small letters, GTINs of 14 digits, only GS1's own parameters.
    fileprivate var normalised: String {
        let address = uri.prefix { $0 != "?" && $0 != "#" }
        var parts = address.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 3, let key = elements.first?.identifier else { return uri }
        if parts.last == "" { parts.removeLast() }
        let names = stride(from: parts.count - 2, through: 3, by: -2)
        guard let end = names.first(where: { parts[$0] == key }) else { return uri }
        let host = parts[..<3].map { $0.lowercased() }
        let stem = (host + parts[3..<end]).joined(separator: "/")
        return (try? DigitalLink(elements, at: stem))?.uri ?? uri
    }
}
