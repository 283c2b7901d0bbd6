import Language
import OMS
import OMSSandbox
import Printing
import Station
import StationStore
import Synchronization
import Testing

@testable import OMSClient
@testable import StationEngine

@Suite("Labels that are links", .timeLimit(.minutes(5)))
struct LabelLinkTests {
    private static let label = "^XA^FO40,40^BCN,80^FDTRACK1^FS^XZ"

    @Test("a label that is a link is fetched once, printed, kept as what it is, and known by its barcode")
    func fetched() async throws {
        let carrier = Carrier([.success(Self.label)])
        try await PrintBench.run([.url]) { bench in
            let engine = try await bench.start { $0.fetchLabel = carrier.fetch }
            let package = try await bench.pack(with: engine)
            let job = try #require(await engine.print(of: package, in: .printed))
            #expect(job.barcodes == ["TRACK1"])
            let kept = try #require(try await engine.store.printJob(job.id))
            #expect(kept.document.format == "zpl" && kept.document.link?.hasPrefix("https://") == true)
            #expect(try await engine.store.bytes(ofPrint: job.id) == Array(Self.label.utf8))
            engine.take(.read(package: package), .refresh)
            await engine.drain()
            await engine.end()
            let next = try await bench.start { $0.fetchLabel = carrier.fetch }
            next.take(.read(package: package))
            await next.drain()
            await next.end()
            #expect(bench.printed.count == 1 && carrier.asked == 1)
            #expect(!engine.events.now.differingLabels.contains(package))
        }
    }

    @Test("a label that cannot be fetched yet is late, is tried again with waits that grow, and holds up no other")
    func late() async throws {
        let carrier = Carrier([.failure(.status(503)), .failure(.couldNotConnect), .success(Self.label)])
        try await PrintBench.run([.url]) { bench in
            let engine = try await bench.start { $0.fetchLabel = carrier.fetch }
            let package = try await bench.pack(with: engine)
            await engine.events.until { $0.awaitedLabels[package] != nil }
            _ = await engine.print(of: package, in: .printed)
            await engine.end()
            #expect(bench.printed.count == 1 && carrier.asked == 3)
        }
    }

    @Test(
        "what must not be fetched, or is no label, is kept and fails with one sentence",
        arguments: [
            (Result<String, CarrierFault>.failure(.foreignHost), "labels.hosts has to name that host"),
            (.success("https://labels.example/2"), "sends is no label (link)"),
            (.success("<html>Log in"), "sends is no label (html)"), (.failure(.tooLarge), "too long for a label"),
        ])
    func refused(answer: Result<String, CarrierFault>, words: String) async throws {
        let carrier = Carrier([answer])
        try await PrintBench.run([.url]) { bench in
            let engine = try await bench.start { $0.fetchLabel = carrier.fetch }
            let package = try await bench.pack(with: engine)
            let job = try #require(await engine.print(of: package, in: .failed))
            #expect(job.reason?.english.contains(words) == true, "\(job.reason?.english ?? "")")
            #expect(engine.events.now.printStages.map(\.stage) == [.wanted, .failed])
            let bytes = try #require(try await engine.store.bytes(ofPrint: job.id))
            #expect(PrintDocument(bytes: bytes).kind == .link)
            await engine.end()
            #expect(bench.printed.isEmpty && carrier.asked == 1)
        }
    }

    @Test("where no host is set nothing is asked for, and the sentence names the host and the setting")
    func noHosts() async throws {
        try await PrintBench.run([.url]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            let job = try #require(await engine.print(of: package, in: .failed))
            let link = try #require(try await engine.store.printJob(job.id)?.document.link)
            let sentence = "it lies at \(LabelLink(link).host), from where nothing is fetched: "
            #expect(job.reason?.english == sentence + "labels.hosts has to name that host")
            await engine.end()
        }
    }

    @Test("a link that was refused is fetched when a person prints it again")
    func again() async throws {
        let carrier = Carrier([.failure(.foreignHost), .success(Self.label)])
        try await PrintBench.run([.url]) { bench in
            let engine = try await bench.start { $0.fetchLabel = carrier.fetch }
            let package = try await bench.pack(with: engine)
            let job = try #require(await engine.print(of: package, in: .failed))
            engine.take(.printAgain(job.id, .notPrinted))
            _ = await engine.print(of: package, in: .printed)
            #expect(try await engine.store.printJob(job.id)?.stage == .void)
            await engine.end()
            #expect(bench.printed.count == 1)
        }
    }

    @Test("a link that is signed anew is the same, and another one is not")
    func identity() {
        func identity(_ text: String) -> String { LabelLink("https://Labels.example/a" + text).identity }
        #expect(identity("?id=7&X-Amz-Signature=1&X-Amz-Date=2#x") == identity("?id=7&X-Amz-Signature=3"))
        #expect(identity("?Expires=1&Signature=2&Key-Pair-Id=3") == identity(""))
        #expect(identity("?id=7") != identity("?id=8") && identity("/1") != identity("/2"))
        #expect(LabelLink("https://Labels.example/a").host == "labels.example")
    }

    @Test("of a link, another address of the parcel and another link are told, and another signature is not")
    func changes() {
        func document(_ link: String?, _ format: String, address: String = "a") -> PrintedDocument {
            PrintedDocument(sha256: format, format: format, barcodes: ["1"], address: address, link: link)
        }
        let printed = document("https://h/1", "zpl")
        #expect(document("https://h/1", "link").change(from: printed) == .none)
        #expect(document("https://h/2", "link").change(from: printed) == .bytes)
        #expect(document("https://h/1", "link", address: "b").change(from: printed) == .destination)
        #expect(document(nil, "pdf").change(from: printed) == .bytes)
    }
}

/// Why the carrier's server gives nothing.
enum CarrierFault: Error, Equatable {
    case status(Int)
    case couldNotConnect, foreignHost, tooLarge

    var code: OMSClientError.Code {
        switch self {
        case .status(let status): .status(status)
        case .couldNotConnect: .couldNotConnect
        case .foreignHost: .foreignHost
        case .tooLarge: .tooLarge
        }
    }
}

/// A carrier's server that gives what a script says, the last of it for ever.
private final class Carrier: Sendable {
    private let state: Mutex<(answers: [Result<String, CarrierFault>], asked: Int)>

    init(_ answers: [Result<String, CarrierFault>]) { state = Mutex((answers, 0)) }

    var asked: Int { state.withLock(\.asked) }

    @Sendable func fetch(_ address: String) async throws(OMSClientError) -> [UInt8] {
        let answer = state.withLock { state in
            state.asked += 1
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        switch answer {
        case .success(let text): return Array(text.utf8)
        case .failure(let fault):
            throw OMSClientError(fault.code, deliveryStatus: .harmless, detail: LabelLink(address).host)
        }
    }
}
