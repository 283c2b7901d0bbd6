import Foundation
import Language

/// The text of an HTML page, made by a text browser that runs no scripts and, given the page, fetches nothing.
enum HTMLText {
    private static let browsers: [(name: String, arguments: [String])] = [
        ("w3m", ["-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "100"]),
        ("lynx", ["-dump", "-stdin", "-force_html", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8"]),
    ]

    /// The lines of a page as a person would read them; where they cannot be made, `advice` says how else to have it.
    ///
    /// `alone` is for a command that does nothing else meanwhile and is ended by signals.
    static func lines(of html: String, advice: Phrase, alone: Bool = false) async throws -> [String] {
        guard let browser else {
            throw Failure(Phrase("program.no-browser", ["advice": advice]), Status.unavailable)
        }
        let text = try await run(browser.path, browser.arguments, input: Data(html.utf8), advice, alone)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The browser that is used: the first that is installed, with its arguments.
    static var browser: (path: String, arguments: [String])? {
        browsers.lazy.compactMap { browser in ChildCommand.path(of: browser.name).map { ($0, browser.arguments) } }
            .first
    }

    /// How long a browser may take, and how many bytes it may make of a page.
    private static let longest: Duration = .seconds(30), most = 8 * 1_048_576

    private static func run(
        _ path: String, _ arguments: [String], input: Data, _ advice: Phrase, _ alone: Bool
    ) async throws -> String {
        var browser = ChildCommand(path, arguments, limit: longest)
        (browser.input, browser.mostOutput) = (input, most)
        let why: String?
        do throws(ChildCommand.Failure) {
            let result = alone ? try browser.runAlone() : try await browser.run()
            if result.status == 0 { return String(decoding: result.output, as: UTF8.self) }
            why = result.failure
        } catch {
            why = "\(error)"
        }
        throw Failure(
            Phrase("program.browser-failed", ["path": path, "why": why ?? "failed", "advice": advice]),
            Status.unavailable)
    }
}
