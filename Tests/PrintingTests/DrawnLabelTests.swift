import Foundation
import PracticePrinter
import Printing
import Testing

@Suite("Labels that came out, read by a decoder that is not ours", .timeLimit(.minutes(5)))
struct DrawnLabelTests {
    private static let draw = """
        import sys, zplkit
        sys.stdout.buffer.write(zplkit.render(open(sys.argv[1], "rb").read()).labels[0].png())
        """

    @Test(
        "the codes of the picture are the barcodes of the label",
        arguments: [
            "^BY2^BCN,100,Y,N,N^FD>:PKL0001^FS", "^BY2^BCN,100,Y,N,N^FD>;382436^FS",
            "^BY2^BCN,100,Y,N,N^FD>:AB>5123456>6cd^FS", "^BQN,2,5^FDMA,https://a.example/1^FS",
            "^BY2^B3N,N,100,Y,N^FDABC-1^FS", "^BY3^BEN,100,Y,N^FD869000000001^FS",
        ])
    func drawn(field: String) async throws {
        let document = PrintDocument(text: "^XA^PW800^LL400^FO60,60\(field)^XZ")
        let practice = try await PracticePrinter.start(PracticePrinterSettings())
        let printer = SocketPrinter(host: "127.0.0.1", port: practice.port)
        let outcome = try await printer.print(document, title: "job") { _ in }
        #expect(outcome == .printed)
        let label = try #require(practice.printed.first?.label)
        await practice.stop()
        #expect(try codes(on: label) == label.barcodes.map(\.data))
    }

    private func codes(on label: ZPLLabel) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "label-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (zpl, png) = (folder.appending(path: "label.zpl"), folder.appending(path: "label.png"))
        try Data(label.bytes).write(to: zpl)
        // What .ci/install tests has made.
        let python = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../.build/zplkit/bin/python").standardized
        try output(of: python.path, ["-c", Self.draw, zpl.path]).write(to: png)
        let text = String(decoding: try output(of: "/usr/bin/zbarimg", ["-q", "--raw", png.path]), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    private func output(of program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }
}
