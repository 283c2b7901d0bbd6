import Foundation
import HTTPListener
import OMSSandbox
import Printing
import Testing

@testable import packline

@Suite("What doctor says of programs and addresses")
struct ToolCheckTests {
    @Test(
        "the programs of a printing command are found in it",
        arguments: [
            ("w3m -dump -T text/html | lp", ["w3m", "lp"]), ("LANG=C lpr -P front", ["lpr"]),
            ("cat > /dev/null; /usr/bin/lp && true", ["cat", "/usr/bin/lp", "true"]), ("\"$PRINTER\"", []),
        ])
    func programs(command: String, programs: [String]) {
        #expect(ToolCheck.programs(of: command) == programs)
    }

    @Test("a printing command is looked for and not run")
    func printing() async throws {
        let folder = try Folder()
        let there = await ToolCheck.printing("cat | tee \(folder.path)/printed")
        #expect(there.verdict == .ok && there.sentence.contains("cat, tee") && there.sentence.contains("not run"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/printed"))
        let missing = await ToolCheck.printing("cat | no-such-printer -x")
        #expect(missing.verdict == .wrong && missing.sentence.contains("“no-such-printer”"))
        #expect(await ToolCheck.printing("\"$PRINTER\"").verdict == .note)
    }

    @Test("for a printer for paper, what makes paper of pages is looked for")
    func paper() throws {
        let office = PrinterAddress.cups(queue: "office")
        let maker = try #require(WeasyPrint(command: "/usr/bin/weasyprint") ?? WeasyPrint.installed)
        #expect(ToolCheck.paper(office, command: nil, maker: nil).verdict == .wrong)
        #expect(ToolCheck.paper(office, command: "lp", maker: nil).verdict == .ok)
        #expect(ToolCheck.paper(office, command: nil, maker: maker).verdict == .note)
        #expect(ToolCheck.paper(office, command: "lp", maker: maker).verdict == .ok)
        #expect(ToolCheck.paper(.command("lp"), command: nil, maker: nil).verdict == .ok)
    }

    @Test("an address is free, in use, or none of this computer's")
    func addresses() async throws {
        #expect(AddressCheck.finding(ListeningAddress(host: "127.0.0.1", port: 0), of: .webhooks).verdict == .ok)
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 1))
        let used = AddressCheck.finding(ListeningAddress(host: "127.0.0.1", port: sandbox.port), of: .webhooks)
        #expect(used.verdict == .note && used.sentence.contains("127.0.0.1:\(sandbox.port) already"))
        await sandbox.stop()
        #expect(AddressCheck.finding(ListeningAddress(host: "192.0.2.1", port: 8766), of: .webhooks).verdict == .wrong)
    }
}
