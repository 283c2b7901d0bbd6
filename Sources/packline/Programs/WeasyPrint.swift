import Foundation
import Language

/// weasyprint, which makes a PDF of a page of HTML and runs no script.
///
/// It fetches nothing, neither from the network nor from this computer's files: its command line cannot be told so, and
/// therefore its library is called, by the Python that its command names.
struct WeasyPrint: Equatable {
    /// The Python that has it, and arguments before those of Python.
    let python: String
    let arguments: [String]

    /// The one in `PATH`; nil where there is none, or its command is no script of Python.
    static var installed: WeasyPrint? { ChildCommand.path(of: "weasyprint").flatMap(WeasyPrint.init) }

    /// By the path of its command, the first line of which names its Python.
    init?(command: String) {
        guard let file = FileHandle(forReadingAtPath: command), let head = try? file.read(upToCount: 256) else {
            return nil
        }
        let line = String(decoding: head.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let words = line.dropFirst(2).split(separator: " ").map(String.init)
        guard line.hasPrefix("#!/"), let program = words.first, words.last?.contains("python") == true else {
            return nil
        }
        (python, arguments) = (program, Array(words.dropFirst()))
    }

    /// How long a page may take, how many bytes its PDF may have, and how much memory is given to it.
    private static let longest: Duration = .seconds(30), most = 16 * 1_048_576, memory = 2 << 30

    /// The PDF of a page.
    ///
    /// Errors: `Documents.Reason`, where it failed, took too long or grew too large.
    func pdf(of html: String) async throws -> [UInt8] {
        var child = ChildCommand(python, arguments + ["-I", "-c", Self.script], limit: Self.longest)
        (child.input, child.mostOutput) = (Data(html.utf8), Self.most)
        let why: String
        do throws(ChildCommand.Failure) {
            let result = try await child.run()
            if result.status == 0, result.output.starts(with: Data("%PDF".utf8)) { return Array(result.output) }
            why = result.failure ?? "made no PDF"
        } catch {
            why = "\(error)"
        }
        throw Documents.Reason(Phrase("program.paper.not-made", ["why": why]))
    }

    /// What is within the page, a `data:` address, is the only thing that is read.
    private static let script = """
        import logging, resource, sys
        resource.setrlimit(resource.RLIMIT_AS, (\(memory), \(memory)))
        logging.disable(logging.CRITICAL)
        import weasyprint
        def fetch(address, *rest, **named):
            if address[:5].lower() != "data:":
                raise ValueError("nothing is fetched")
            return weasyprint.default_url_fetcher(address, *rest, **named)
        html = sys.stdin.buffer.read().decode("utf-8", "replace")
        weasyprint.HTML(string=html, url_fetcher=fetch).write_pdf(sys.stdout.buffer, presentational_hints=True)
        """
}
