import Foundation
import StationEngine
import Testing

@testable import packline

@Suite("Documents", .timeLimit(.minutes(1)))
struct DocumentTests {
    @Test("a printing command that complains at length, and leaves something running, is told of by its first line")
    func complaints() async {
        let command = "cat >/dev/null; echo no paper >&2; head -c 200000 /dev/zero >&2; sleep 5 & exit 3"
        let tools = Documents.tools(PaperPages(printer: nil, command: command), folder: "/nowhere")
        let error = await #expect(throws: (any Error).self) { try await tools.print("<p>A page.</p>") }
        #expect(error.map { "\($0)" } == "the printing command ended with status 3: no paper")
    }

    @Test("a printing command that ends well has printed, whatever it says")
    func printed() async throws {
        let tools = Documents.tools(PaperPages(printer: nil, command: "cat >&2"), folder: "/nowhere")
        let page = String(repeating: "<p>A page.</p>", count: 20_000)
        #expect(try await tools.print(page) == .done)
    }

    @Test("an invoice is saved beside what is there, overwrites nothing, and its whole path is told")
    func saved() async throws {
        let folder = try Folder()
        let tools = Documents.tools(PaperPages(printer: nil, command: nil), folder: folder.path + "/x/../documents")
        var paths: [String] = []
        for text in ["first", "second", "third"] { paths.append(try await tools.save(text, "invoice-000000017.html")) }
        let names = ["invoice-000000017.html", "invoice-000000017-2.html", "invoice-000000017-3.html"]
        #expect(paths == names.map { "\(folder.path)/documents/\($0)" })
        #expect(try String(contentsOfFile: paths[0], encoding: .utf8) == "first")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/documents").count == 3)
        #expect(try FileManager.default.attributesOfItem(atPath: paths[1])[.posixPermissions] as? Int == 0o600)
    }
}
