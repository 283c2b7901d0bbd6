import ArgumentParser
import Language
import Station

/// `packline scan`: the station without a screen.
struct ScanLines: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "The station without a screen: a scan or a word a line in, an answer a line out.",
        discussion: """
            At the end of the input it waits until every command is done. It ends with 0 when all is done, with 65 when
            something was wrong or refused, and with 75 when something is still queued or the OMS could not be asked now.

            A question names the words that answer it (“Answer with: yes · no”); the next line is taken for the answer.

            --replay takes scans from a file: the file of a station (station.sqlite in its state folder), whose journal
            is then scanned again in its order but for what was ignored, or lines as on standard input. Commands are
            given again too: replay what was recorded elsewhere against a sandbox, with a --state of its own.

            With --json, "code" says what an answer says, and stays the same whatever the wording; --codes lists the codes.

            Example: printf '000000073\\n8690001157692\\nXXBOXXX\\n' | packline scan --json
            Example: packline scan --replay old/station.sqlite --state /tmp/replay
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Answer with a JSON object a line.")
    var json = false

    @Flag(help: "List the codes of answers, each with what is said with it, and scan nothing.")
    var codes = false

    @Option(
        help: ArgumentHelp("Scan what is in a file: a station's journal, or lines.", valueName: "file"),
        completion: .file())
    var replay: String?

    @Option(help: ArgumentHelp("How long to wait for what is queued at the end.", valueName: "seconds"))
    var wait = 60.0

    func validate() throws {
        guard (0...86_400).contains(wait) else {
            throw ValidationError("--wait takes seconds from 0 to 86400.")
        }
    }

    @MainActor
    func run() async throws {
        if codes { return Output.lines(MessageCode.allCases.map(\.line)) }
        let writer = AnswerWriter(isJSON: json)
        let lines = try replay.map { try ReplayedScans.lines(ofFileAt: $0) } ?? InputLines()
        try await HeadlessStation.run(try connection.settings(), answer: { writer.write($0) }) { station in
            station.reportUnknownStates()
            var number = 0
            for await line in lines {
                number += 1
                station.receive(.line(line, number: number))
                // No line is taken before the one before it has been handled, so that none can be left over.
                await station.wait { $0.takesScans || $0.hasQuit }
                if station.model.hasQuit { break }
            }
            await station.finish(within: .seconds(wait))
            if let question = station.model.unansweredQuestion { writer.write(question) }
            try station.end(writer)
        }
    }
}

extension MessageCode {
    /// The code, and what is said with it.
    fileprivate var line: TerminalLine { TerminalLine(fields: [rawValue, meaning]) }
}

extension HeadlessStation {
    /// Says which settings of the installation are missing: there is no screen that would.
    fileprivate func reportUnknownStates() {
        for sentence in model.missingSettings { Output.report(sentence.text) }
    }
}
