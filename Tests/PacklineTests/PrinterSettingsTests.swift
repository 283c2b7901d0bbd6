import Foundation
import OMS
import Printing
import Station
import StationEngine
import Testing

@testable import packline

@Suite("The printers of the configuration")
struct PrinterSettingsTests {
    private func settings(_ yaml: String, _ environment: [String: String] = [:]) throws -> Settings {
        let folder = try Folder()
        try Data(yaml.utf8).write(to: folder.url("config.yaml"))
        return try Settings(options: [:], configurationFile: folder.url("config.yaml").path, environment: environment)
    }

    private static let two = """
        printers:
          zebra-1:
            address: socket://10.0.0.7
            role: label
            unique_id: 28J163901234
            shared: true
          office: {address: "cups://office", role: paper}

        """

    @Test("each has a name, an address and a role, and labels print by themselves where one has the role label")
    func read() throws {
        let settings = try settings(Self.two)
        let office = ConfiguredPrinter(name: "office", address: .cups(queue: "office"), role: .paper)
        let zebra = ConfiguredPrinter(
            name: "zebra-1", address: .socket(host: "10.0.0.7", port: 9100), role: .label, uniqueID: "28J163901234",
            isShared: true)
        #expect(try settings.printers() == [office, zebra])
        let printing = try settings.printing()
        #expect(printing.printers.keys.sorted() == ["office", "zebra-1"])
        #expect(printing.labelPrinter == "zebra-1" && printing.paperPrinter == "office" && printing.isAutomatic)
        #expect(try settings.station().labels.hasPrinter && settings.station().labels == settings.labels())
        #expect(settings.mistakes.isEmpty)
    }

    @Test("a spare label printer is not taken for one that prints pages")
    func spare() throws {
        let spare = "  a-spare: {address: \"socket://10.0.0.8\", role: paper}\n"
        #expect(try settings("printers:\n" + spare).printing().paperPrinter == nil)
        #expect(try settings(Self.two + spare).printing().paperPrinter == "office")
    }

    @Test("without a printer for labels, nothing is printed by itself")
    func none() throws {
        let settings = try settings("printers: {office: {address: \"cups://office\", role: paper}}\n")
        let printing = try settings.printing()
        #expect(printing.labelPrinter == nil && !printing.isAutomatic)
        var labels = LabelSettings()
        labels.printers = ["office"]
        #expect(try settings.labels() == labels)
        #expect(try self.settings("printers:\n").printers().isEmpty)
    }

    @Test("variables set a printer, and come before what the file says of it")
    func variables() throws {
        let settings = try settings(
            Self.two,
            [
                "PACKLINE_PRINTERS_ZEBRA_1_ADDRESS": "socket://[::1]:6101", "PACKLINE_PRINTERS_ZEBRA_1_SHARED": "no",
                "PACKLINE_PRINTERS_BACK_ADDRESS": "ipp://10.0.0.9/ipp/print", "PACKLINE_PRINTERS_BACK_ROLE": "paper",
                "PACKLINE_LABELS_AUTO": "never", "PACKLINE_LABELS_CONFIRM": "always",
                "PACKLINE_LABELS_LATE_AFTER": "5m",
            ])
        #expect(try settings.printers().map(\.name) == ["back", "office", "zebra-1"])
        let zebra = try #require(try settings.labelPrinter())
        #expect(zebra.address == .socket(host: "::1", port: 6101) && !zebra.isShared)
        #expect(zebra.uniqueID == "28J163901234")
        #expect(try !settings.printing().isAutomatic)
        #expect(try settings.labels().confirm == .always && settings.labels().lateAfter == 300)
    }

    @Test("the hosts of labels that are links are a list, or one text with commas")
    func hosts() throws {
        let hosts = ["labels.carrier.example", "10.0.0.9"]
        #expect(try settings("").labelHosts().isEmpty)
        #expect(try settings("labels: {hosts: [Labels.Carrier.example, 10.0.0.9]}\n").labelHosts() == Set(hosts))
        let variable = ["PACKLINE_LABELS_HOSTS": hosts.joined(separator: ", ")]
        #expect(try settings("labels: {hosts: other.example}\n", variable).printing().labelHosts == Set(hosts))
    }

    @Test("how late is late is told in seconds, minutes or hours", arguments: [("45", 45), ("90s", 90), ("1h", 3_600)])
    func lateness(text: String, seconds: Int) throws {
        #expect(try settings("labels: {late_after: \(text)}\n").labels().lateAfter == seconds)
    }

    @Test(
        "a mistake is told with its file and line, and what would be right",
        arguments: [
            ("printers: zebra\n", ["line 1", "“printers” is a section"]),
            ("printers:\n  zebra: socket://10.0.0.7\n", ["line 2", "its address and its role stand below it"]),
            ("printers:\n  zébra: {role: label}\n", ["line 2", "a printer's name has letters from a to z"]),
            (
                "printers:\n  a:\n    address: socket://a\n    role: label\n    unique-id: X\n",
                ["line 5", "perhaps “unique_id” is meant"]
            ),
            ("printers:\n  a: {role: label}\n", ["line 2", "the printer “a” needs “address”: socket://HOST"]),
            (
                "printers:\n  a: {address: \"socket://h\"}\n",
                ["line 2", "the printer “a” needs “role”: label or paper"]
            ),
            (
                "printers:\n  a:\n    address: h:9100\n    role: label\n",
                ["line 3", "“h:9100” is not the address of a"]
            ),
            (
                "printers:\n  a:\n    address: cups://q\n    role: labels\n",
                ["line 4", "“labels” is not label or paper"]
            ),
            (
                "printers:\n  a:\n    address: command:lp\n    role: paper\n    unique_id: X\n",
                ["line 5", "a command does not say which printer"]
            ),
            (
                "printers:\n  a: {address: \"socket://a\", role: label}\n  b: {address: \"socket://b\", role: label}\n",
                ["line 3", "“a” and “b” have the role label"]
            ),
            ("labels: {auto: always}\n", ["line 1", "“always” is not packed or never"]),
            ("\nlabels: {auto: packed}\n", ["line 2", "no printer has the role label"]),
            ("labels: {confirm: perhaps}\n", ["line 1", "“perhaps” is not never, ask or always"]),
            ("labels: {hosts: [a.example, \"b c/d\"]}\n", ["line 1", "“a.example,b c/d” is not host names"]),
            ("labels: {hosts: {a: b}}\n", ["line 1", "“labels.hosts” takes a list: host names"]),
            ("labels: {late_after: 2d}\n", ["line 1", "“2d” is not how long a label may take"]),
        ])
    func mistakes(yaml: String, words: [String]) throws {
        let sentences: [String]
        do {
            sentences = try settings(yaml).mistakes.map(\.sentence)
        } catch let failure as Failure {
            sentences = [failure.sentence] + failure.others.map(\.sentence)
        }
        #expect(sentences.count == 1 && words.allSatisfy { sentences.first?.contains($0) == true }, "\(sentences)")
    }

    @Test("a variable that says nothing of a printer is told, with what there is")
    func unknownVariable() throws {
        let failure = try #require(throws: Failure.self) { try settings("", ["PACKLINE_PRINTERS_ZEBRA_ROLL": "label"]) }
        #expect(failure.sentence.contains("PACKLINE_PRINTERS_ZEBRA_ROLL: there is no such variable"))
    }

    @Test("a command gets the document and the title, and no variable of Packline's")
    func command() async throws {
        let folder = try Folder()
        let out = folder.url("out").path
        let command = "{ echo \"$1\"; cat; env; } > \(out)"
        let printer = ConfiguredPrinter(name: "a", address: .command(command), role: .label)
        setenv("PACKLINE_OMS_TOKEN_OF_A_TEST", "s3cret", 1)
        defer { unsetenv("PACKLINE_OMS_TOKEN_OF_A_TEST") }
        let outcome = try await printer.printer().print(
            PrintDocument(text: "^XA^FDx^FS^XZ"), title: "job 7", willSend: { _ in })
        #expect(outcome == .sent)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.hasPrefix("job 7\n^XA^FDx^FS^XZ") && !text.contains("s3cret"))
        let broken = ConfiguredPrinter(name: "a", address: .command("echo no paper >&2; exit 3"), role: .label)
        let failed = try await broken.printer().print(
            PrintDocument(text: "^XA^XZ"), title: "job 8", willSend: { _ in })
        #expect(failed == .unknown(reason: .said("ended with status 3: no paper")))
    }
}
