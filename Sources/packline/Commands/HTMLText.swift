import Foundation

/// The text of an HTML page, made by a text browser that runs no scripts and, given the page, fetches nothing.
enum HTMLText {
    private static let browsers: [(name: String, arguments: [String])] = [
        ("w3m", ["-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "100"]),
        ("lynx", ["-dump", "-stdin", "-force_html", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8"]),
    ]

    /// The lines of a page as a person would read them; where they cannot be made, `advice` says how else to have it.
    static func lines(of html: String, advice: String) throws -> [String] {
        for browser in browsers {
            guard let path = path(of: browser.name) else { continue }
            let text = try run(path, browser.arguments, input: Data(html.utf8), advice)
            return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        throw Failure(
            "To show the document as text, w3m or lynx must be installed; \(advice).",
            Status.unavailable)
    }

    private static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }

    private static func run(_ path: String, _ arguments: [String], input: Data, _ advice: String) throws -> String {
        let process = Process()
        let (page, text) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = page
        process.standardOutput = text
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            // The page goes in from elsewhere while the text is read: both pipes are smaller than either may be.
            DispatchQueue.global().async {
                try? page.fileHandleForWriting.write(contentsOf: input)
                try? page.fileHandleForWriting.close()
            }
            let output = try text.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
            return String(decoding: output, as: UTF8.self)
        } catch {
            throw Failure("\(path) cannot show the document; \(advice).", Status.unavailable)
        }
    }
}
