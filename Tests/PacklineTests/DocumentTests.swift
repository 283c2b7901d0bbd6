import StationEngine
import Testing

@testable import packline

@Suite("Documents", .timeLimit(.minutes(1)))
struct DocumentTests {
    @Test("a printing command that complains at length, and leaves something running, is told of by its first line")
    func complaints() async {
        let command = "cat >/dev/null; echo no paper >&2; head -c 200000 /dev/zero >&2; sleep 5 & exit 3"
        let tools = Documents.tools(printCommand: command, folder: "/nowhere")
        let error = await #expect(throws: (any Error).self) { try await tools.print("<p>A page.</p>") }
        #expect(error.map { "\($0)" } == "the printing command ended with status 3: no paper")
    }

    @Test("a printing command that ends well has printed, whatever it says")
    func printed() async throws {
        let tools = Documents.tools(printCommand: "cat >&2", folder: "/nowhere")
        try await tools.print(String(repeating: "<p>A page.</p>", count: 20_000))
    }
}
