import Foundation
import Printing
import StationEngine
import Testing

@testable import packline

@Suite("How pages come to paper", .timeLimit(.minutes(2)))
struct PaperPagesTests {
    private static let office = PrinterAddress.cups(queue: "office")
    private static let page = "<html><body><p>Şişli ğüşıöç</p></body></html>"
    private static let scripted = "<html><script>qr()</script></html>"

    private func fault(_ pages: PaperPages, _ html: String) async -> String? {
        do {
            _ = try await pages.print(html)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("without a printer for paper, the command that is set gets every page, and without one that is said")
    func noPrinter() async throws {
        let folder = try Folder()
        let out = folder.url("out").path
        let pages = PaperPages(printer: nil, command: "cat > \(out)")
        #expect(try await pages.print(Self.scripted) == .done)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == Self.scripted)
        let fault = await fault(PaperPages(printer: nil, command: nil), Self.page)
        #expect(fault == "documents.print_command is not set")
    }

    @Test("what draws by a script goes to the command alone, and without one is refused in one sentence")
    func scripted() async throws {
        let folder = try Folder()
        let out = folder.url("out").path
        let pages = PaperPages(printer: Self.office, command: "cat > \(out)")
        #expect(try await pages.print(Self.scripted) == .done)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == Self.scripted)
        let fault = await fault(PaperPages(printer: Self.office, command: nil), Self.scripted)
        #expect(fault?.contains("draws its QR code by a script") == true)
        #expect(fault?.contains("documents.print_command") == true)
    }

    @Test("without weasyprint the command that is set gets the page, and without one both are named")
    func noMaker() async throws {
        let none: @Sendable () -> WeasyPrint? = { nil }
        #expect(try await PaperPages(printer: Self.office, command: "cat", pdf: none).print(Self.page) == .done)
        let fault = await fault(PaperPages(printer: Self.office, command: nil, pdf: none), Self.page)
        #expect(fault?.contains("neither weasyprint") == true)
    }

    @Test("a printer by command gets the page itself, also a part of one, and a PDF goes to any as it is")
    func asItIs() async throws {
        let pages = PaperPages(printer: .command("lp"), command: nil)
        #expect(try await pages.print(Self.scripted) == .bytes(Array(Self.scripted.utf8)))
        #expect(try await pages.print("<p>x") == .bytes(Array("<!DOCTYPE html>\n<p>x".utf8)))
        let pdf = Data("%PDF-1.4 page".utf8)
        let office = PaperPages(printer: Self.office, command: nil)
        #expect(try await office.print(pdf.base64EncodedString()) == .bytes(Array(pdf)))
        #expect(await fault(office, "^XA^XZ")?.contains("zpl") == true)
    }

    @Test(
        "weasyprint makes a PDF, and reads neither a file nor the network",
        .enabled(if: WeasyPrint.installed != nil, "needs weasyprint"))
    func weasyPrint() async throws {
        let folder = try Folder()
        let secret = folder.url("secret.svg")
        let picture = #"<svg xmlns="http://www.w3.org/2000/svg"><text y="20">SECRET</text></svg>"#
        try Data(picture.utf8).write(to: secret)
        let listener = try Listener()
        let html = """
            <html><head><link rel="stylesheet" href="http://127.0.0.1:\(listener.port)/a.css">
            <link rel="attachment" href="file://\(secret.path)"></head><body><p>Şişli ğüşıöç</p>
            <img src="file://\(secret.path)"><img src="http://127.0.0.1:\(listener.port)/b.png">
            <img src="data:image/svg+xml;base64,\(Data(picture.replacing("SECRET", with: "WITHIN").utf8).base64EncodedString())">
            </body></html>
            """
        let pages = PaperPages(printer: Self.office, command: nil)
        guard case .bytes(let bytes) = try await pages.print(html) else {
            Issue.record("it was printed by a command")
            return
        }
        #expect(PrintDocument(bytes: bytes).kind == .pdf && !listener.wasAsked)
        let file = folder.url("page.pdf")
        try Data(bytes).write(to: file)
        let text = try await output(of: "pdftotext \(file.path) -; pdfdetach -list \(file.path)")
        #expect(text.contains("Şişli ğüşıöç") && text.contains("WITHIN") && !text.contains("SECRET"))
        #expect(text.contains("0 embedded files"))
    }

    @Test("a program that is no script of Python is not taken for weasyprint, and one that fails is told of")
    func otherProgram() async throws {
        #expect(WeasyPrint(command: "/bin/ls") == nil)
        let folder = try Folder()
        let command = folder.url("weasyprint").path
        try Data("#!/usr/bin/env python3-of-nobody\n".utf8).write(to: URL(filePath: command))
        let maker = try #require(WeasyPrint(command: command))
        #expect(maker == WeasyPrint(command: command) && maker.python == "/usr/bin/env")
        let pages = PaperPages(printer: Self.office, command: nil, pdf: { maker })
        #expect(await fault(pages, Self.page)?.hasPrefix("weasyprint ended with status 127") == true)
    }

    private func output(of command: String) async throws -> String {
        var child = ChildCommand(shell: command, limit: .seconds(20))
        child.mostOutput = 1 << 20
        return String(decoding: try await child.run().output, as: UTF8.self)
    }
}

/// A port on which somebody would be heard who connects.
private final class Listener {
    private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let port: Int

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 4) == 0
                    ? getsockname(descriptor, address, &length) : -1
            }
        }
        guard status == 0 else { throw CocoaError(.fileNoSuchFile) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }

    /// Whether somebody has connected.
    var wasAsked: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }
}
