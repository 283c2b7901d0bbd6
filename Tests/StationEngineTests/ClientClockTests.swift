import Foundation
import OMS
import OMSClient
import OMSSandbox
import StationStore
import Testing

/// What reading a page costs; run by `PACKLINE_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter ClientClock`.
///
/// Times depend on the machine, so they are printed and not judged.
@Suite(
    "ClientClock", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["PACKLINE_MEASURE"] != nil, "PACKLINE_MEASURE is not set"))
struct ClientClockTests {
    @Test("a page of 100 full packages is decoded, and mirrored")
    func page() async throws {
        try await EngineBench.run(packages: 100) { bench in
            var pages: [[UInt8]] = []
            for town in ["Türkiye", "Turkiye"] {
                let rows = try await Self.rows(bench).map { $0.replacing("Türkiye", with: town) }
                pages.append(Array("{\"count\": 100, \"results\": [\(rows.joined(separator: ","))]}".utf8))
            }
            let megabytes = Double(pages[0].count) / 1_000_000
            let decoding = try await Self.median { turn in
                _ = try Request.packages().read(pages[turn % 2])
            }
            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            let mirroring = try await Self.median { turn in
                // Every row of a page differs from the one before, so all of it is written.
                _ = try await store.upsert(Request.packages().read(pages[turn % 2]).rows, readAt: .now)
            }
            try store.close()
            Self.tell("page of 100 packages", megabytes, "MB")
            Self.tell("decode", decoding, "ms (median)")
            Self.tell("decode", megabytes / decoding * 1_000, "MB/s")
            Self.tell("decode and mirror", mirroring, "ms (median)")
        }
    }

    @Test("one client asks for packages, one after the other and eight at once", arguments: [1, 8])
    func requests(inFlight: Int) async throws {
        try await EngineBench.run(packages: 100) { bench in
            let client = OMSHTTPClient(
                settings: try OMSClientSettings(
                    baseURL: bench.sandbox.baseURL, authorization: Authorization(token: bench.sandbox.token)))
            defer { client.close() }
            let (each, start) = (2_000 / inFlight, ContinuousClock.now)
            try await withThrowingTaskGroup { group in
                for lane in 0..<inFlight {
                    group.addTask {
                        for turn in 0..<each { _ = try await client.send(.package((lane + turn) % 100 + 1)) }
                    }
                }
                try await group.waitForAll()
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            Self.tell("packages, \(inFlight) in flight", Double(each * inFlight) / seconds, "requests/s")
        }
    }

    private static func rows(_ bench: EngineBench) async throws -> [String] {
        var rows: [String] = []
        for id in 1...100 { rows.append(try await bench.sandbox.package(Int64(id))) }
        return rows
    }

    /// The median time of a piece of work, in milliseconds.
    private static func median(_ work: (_ turn: Int) async throws -> Void) async throws -> Double {
        var times: [Double] = []
        for turn in 0..<101 {
            let start = ContinuousClock.now
            try await work(turn)
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return times.sorted()[50]
    }

    private static func tell(_ what: String, _ number: Double, _ unit: String) {
        print("pace: \(what): \(String(format: "%.2f", number)) \(unit)")
    }
}
