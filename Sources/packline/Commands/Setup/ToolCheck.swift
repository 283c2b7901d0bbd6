import Foundation
import Language
import Printing

/// Whether the programs are there that show and print invoices; none of them is run.
enum ToolCheck {
    /// What shows an invoice as text.
    static var browser: Finding {
        guard let path = HTMLText.browser?.path else { return .note("invoices", Phrase("program.doctor.no-browser")) }
        return .ok("invoices", Phrase("program.doctor.browser", ["path": path]))
    }

    /// What makes paper of pages for the printer for paper, and of those that draw by a script.
    static func paper(
        _ printer: PrinterAddress, command: String?, maker: WeasyPrint? = WeasyPrint.installed
    ) -> Finding {
        let setting: KeyValuePairs<String, any PhraseArgument> = ["setting": Setting.printCommand.rawValue]
        if case .command = printer { return .ok("paper", Phrase("program.doctor.paper.command")) }
        switch (maker, command) {
        case (nil, nil): return .wrong("paper", Phrase("program.doctor.paper.nothing", setting))
        case (nil, _?): return .ok("paper", Phrase("program.doctor.paper.only-command", setting))
        case (_?, nil): return .note("paper", Phrase("program.doctor.paper.no-scripts", setting))
        case (_?, _?): return .ok("paper", Phrase("program.doctor.paper.both", setting))
        }
    }

    /// Whether the programs that a printing command starts can be started.
    static func printing(_ command: String) async -> Finding {
        let setting = Setting.printCommand.rawValue
        let programs = programs(of: command)
        guard !programs.isEmpty else {
            return .note("printing", Phrase("program.doctor.print-not-tried", ["setting": setting]))
        }
        var missing: [String] = []
        for program in programs where await !isThere(program) { missing.append(program) }
        guard missing.isEmpty else {
            return .wrong(
                "printing",
                Phrase(
                    "program.doctor.print-missing",
                    ["setting": setting, "programs": missing.map { "“\($0)”" }.joined(separator: ", ")]))
        }
        return .ok(
            "printing",
            Phrase("program.doctor.print", ["setting": setting, "programs": programs.joined(separator: ", ")]))
    }

    /// The programs that a shell command starts: the first word of each part; what is quoted or computed is left out.
    static func programs(of command: String) -> [String] {
        let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/._+-"))
        return command.split { "|;&\n".contains($0) }.compactMap { part in
            part.split(whereSeparator: \.isWhitespace).map(String.init).first { !$0.contains("=") }
        }
        .filter { $0.unicodeScalars.allSatisfy(plain.contains) }
    }

    /// Whether the shell knows a program of that name, or something of its own.
    private static func isThere(_ program: String) async -> Bool {
        let look = ChildCommand(shell: "command -v -- \"$1\"", [program], limit: .seconds(5))
        return (try? await look.run().status) == 0
    }
}
