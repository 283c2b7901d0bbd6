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
        let configured = try Settings(options: [:], configurationFile: config)
        try configured.speak()
        let settings = try configured.station().codes
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
        let isText = code.kind == .text && !code.canonical.isEmpty
        add("code", .verbatim(code.input))
        add("means", Self.meaning(of: code))
        add("is-not", isText ? Self.whatItIsNot(code) : nil)
        add("wrong", isText ? nil : code.error?.phrase)
        add("symbology", code.symbology.map { .verbatim("\($0.name) (\($0.identifier))") })
        add("canonical", code.canonical == code.input ? nil : .verbatim(code.canonical))
        add("gtin", code.gtin14.map(Phrase.verbatim))
        add("sscc", code.sscc.map { .verbatim($0.digits) })
        facts += code.elements.map { ("(\($0.identifier))", Self.words(for: $0)) }
        add("link", code.digitalLink.map { .verbatim($0.normalised) })
        for warning in code.warnings { add("note", warning.phrase) }
        for guess in CodeReader.layoutGuesses(for: code.input, settings: settings) {
            let meaning = Self.meaning(of: guess.code)
            add(
                "layout",
                Phrase(
                    "explain.layout.would",
                    ["layout": guess.layout.rawValue, "code": guess.code.canonical, "meaning": meaning]))
        }
    }

    var lines: [TerminalLine] {
        facts.map { TerminalLine($0.name.padding(toLength: 11, withPad: " ", startingAt: 0) + $0.value) }
    }

    private mutating func add(_ name: String, _ value: Phrase?) {
        guard let value else { return }
        facts.append((Phrase("explain.\(name)").text, value.text))
    }

    private static func meaning(of code: ScannedCode) -> Phrase {
        if code.canonical.isEmpty { return Phrase("explain.meaning.nothing") }
        if let command = code.command.flatMap(StationCommand.init(code:)) {
            return Phrase(
                "explain.meaning.command",
                ["command": PhraseValue.word(command.id.rawValue), "purpose": command.codePurpose])
        }
        if let badge = code.badge { return Phrase("explain.meaning.badge", ["name": badge.name]) }
        if let reason = code.reason { return Phrase("explain.meaning.reason", ["id": String(reason.id)]) }
        let meaning =
            switch code.kind {
            case .gtin: Phrase("explain.meaning.gtin")
            case .sscc: Phrase("explain.meaning.sscc")
            case .gs1: Phrase("explain.meaning.gs1")
            case .digitalLink: Phrase("explain.meaning.digital-link")
            case .text, .command, .reason, .badge: Phrase("explain.meaning.text")
            }
        let isPartlyWrong = code.fault != nil && [.gtin, .gs1, .digitalLink].contains(code.kind)
        return isPartlyWrong ? Phrase("explain.partly-wrong", ["meaning": meaning]) : meaning
    }

    /// Why a plain text means nothing by itself: what it might have been, and what keeps it from being that.
    private static func whatItIsNot(_ code: ScannedCode) -> Phrase {
        guard let error = code.error else { return Phrase("explain.not.any") }
        let kind =
            switch error.code {
            case .wrongCheckDigit where code.canonical.utf8.count == 18: Phrase("explain.not.sscc")
            case .wrongCheckDigit where code.canonical.utf8.allSatisfy { (0x30...0x39).contains($0) }:
                Phrase("explain.not.gtin")
            case .wrongCheckDigit where error.identifier == nil: Phrase("explain.not.reason")
            case .wrongDigitalLink: Phrase("explain.not.digital-link")
            case .unknownSymbology: Phrase("explain.not.symbology")
            default: Phrase("explain.not.gs1")
            }
        return Phrase("explain.not", ["kind": kind, "error": error.phrase])
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
