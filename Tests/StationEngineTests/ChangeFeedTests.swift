import Foundation
import OMS
import OMSSandbox
import Station
import StationStore
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

@Suite("One bench reads for all", .serialized, .timeLimit(.minutes(2)))
struct ChangeFeedTests {
    private func show(_ state: String, of package: Int, at engines: [RunningEngine]) async {
        for engine in engines { await engine.events.until { $0.index[package]?.state.name == state } }
    }

    @Test("what changes comes to all benches, and only one of them asks the OMS for it")
    func oneReader() async throws {
        try await FeedWarehouse.run(benches: 3) { benches in
            let reader = try await benches.reader()
            benches.sandbox.clearRequests()
            let (package, begun) = (try await benches.package(), reader.events.now.fresh.count)
            try await benches.sandbox.run("block", on: Int64(package))
            await show("Blocked", of: package, at: benches.engines)
            await reader.events.until { $0.fresh.count >= begun + 8 }
            let requests = benches.sandbox.requests()
            #expect(requests.allSatisfy { $0.query?.contains("modified_date__gte=") == true }, "\(requests)")
            let readings = reader.events.now.fresh.count - begun
            #expect(requests.count <= readings + 2, "\(requests.count) requests, \(readings) readings of one bench")
            #expect(try await benches.sql("SELECT count(*) FROM packline.feed WHERE package = \(package)") == "1")
        }
    }

    @Test("how old the packages are is told at the benches that follow, also while nothing changes")
    func age() async throws {
        try await FeedWarehouse.run(benches: 2) { benches in
            let follower = try await benches.follower()
            let since = Timestamp.now
            await follower.events.until { $0.fresh.last.map { $0 > since } ?? false }
            #expect(try await benches.sql("SELECT count(*) FROM packline.feed") == "1", "a quiet reading costs no row")
        } with: {
            $0.lease = .seconds(3)
        } engine: {
            // A clock on which the station is told each time.
            let start = Timestamp.now.microseconds
            $0.comparesEvery = .seconds(86_400)
            $0.now = { Timestamp(microseconds: start + (Timestamp.now.microseconds - start) * 60) }
        }
    }

    @Test("when the reader dies, another bench reads once its lease has run out")
    func readerDies() async throws {
        try await FeedWarehouse.run(benches: 3) { benches in
            let reader = try await benches.reader()
            let others = benches.engines.filter { $0 !== reader }
            await reader.kill()
            let package = try await benches.package()
            try await benches.sandbox.run("block", on: Int64(package))
            await show("Blocked", of: package, at: others)
            let token = try await benches.sql("SELECT max(token) FROM packline.leases WHERE role = 'reader'")
            #expect(try #require(Int(token)) > 1)
        } with: {
            $0.lease = .seconds(2)
        }
    }

    @Test("a reader that ends hands over at once")
    func readerEnds() async throws {
        try await FeedWarehouse.run(benches: 2) { benches in
            let reader = try await benches.reader()
            await reader.end()
            await benches.warehouse(of: reader).close()
            let package = try await benches.package()
            try await benches.sandbox.run("block", on: Int64(package))
            // The lease has an hour.
            await show("Blocked", of: package, at: benches.engines.filter { $0 !== reader })
        } with: {
            $0.lease = .seconds(3_600)
        }
    }

    @Test("a reader that cannot reach the OMS gives the reading to one that can, and is told what changed by it")
    func cutOff() async throws {
        try await FeedWarehouse.run(benches: 2, throughProxies: true) { benches in
            let reader = try await benches.reader()
            benches.proxy(of: reader)?.stop()
            let package = try await benches.package()
            try await benches.sandbox.run("block", on: Int64(package))
            await show("Blocked", of: package, at: benches.engines)
            await reader.events.until(\.isOffline)
        } with: {
            $0.lease = .seconds(3_600)
        }
    }

    @Test("without PostgreSQL each bench reads for itself, and when it is back nothing is missing and one reads")
    func outage() async throws {
        let server = try await PostgresServer.started()
        try await FeedWarehouse.run(benches: 3, on: server) { benches in
            let packages = try await benches.packages(3)
            try await server.stop(.immediate)
            try await benches.sandbox.run("block", on: Int64(packages[0]))
            await show("Blocked", of: packages[0], at: benches.engines)
            try await server.start()
            try await benches.sandbox.run("block", on: Int64(packages[1]))
            await show("Blocked", of: packages[1], at: benches.engines)
            for engine in benches.engines { await engine.events.until { $0.sharing == .shared } }
            let reader = try await benches.reader()
            try await benches.sandbox.run("block", on: Int64(packages[2]))
            await show("Blocked", of: packages[2], at: benches.engines)
            benches.sandbox.clearRequests()
            let begun = reader.events.now.fresh.count
            await reader.events.until { $0.fresh.count >= begun + 6 }
            let (requests, readings) = (benches.sandbox.requests().count, reader.events.now.fresh.count - begun)
            #expect(requests <= readings + 2, "\(requests) requests, \(readings) readings of one bench")
        } with: {
            $0.lease = .seconds(2)
        }
    }

    @Test("an event that one bench is sent shows its package at all others, and is read once")
    func webhook() async throws {
        try await FeedWarehouse.run(benches: 3, changesEvery: .seconds(7_200)) { benches in
            let package = try await benches.package()
            let follower = try await benches.follower()
            try await benches.sandbox.run("block", on: Int64(package))
            benches.sandbox.clearRequests()
            for name in ["u-1", "u-2", "u-1"] { follower.receive(try FeedWarehouse.event(package, name)) }
            await show("Blocked", of: package, at: benches.engines)
            #expect(benches.sandbox.requests().count { $0.path.hasSuffix("/packages/\(package)/") } == 1)
            #expect(benches.sandbox.requests().count { $0.path.hasSuffix("/packages/") } == 0)
            #expect(try await benches.sql("SELECT count(event) FROM packline.feed") == "2")
        }
    }

    @Test("an event that does not say which package leads to one reading of changes, by the reader")
    func unnamedEvent() async throws {
        try await FeedWarehouse.run(benches: 3, changesEvery: .seconds(7_200)) { benches in
            let package = try await benches.package()
            let follower = try await benches.follower()
            try await benches.sandbox.run("block", on: Int64(package))
            benches.sandbox.clearRequests()
            follower.receive(try FeedWarehouse.event(nil, "u-1"))
            await show("Blocked", of: package, at: benches.engines)
            #expect(benches.sandbox.requests().count == 1)
        }
    }

    @Test("a bench that was away catches up from the feed, without a question to the OMS")
    func away() async throws {
        try await FeedWarehouse.run(benches: 2, changesEvery: .seconds(7_200)) { benches in
            let follower = try await benches.follower()
            let name = benches.name(of: follower)
            await follower.end()
            let package = try await benches.package()
            try await benches.sandbox.run("block", on: Int64(package))
            (try await benches.reader()).receive(try FeedWarehouse.event(package, "u-1"))
            try await benches.waitsForRow(of: package)
            benches.sandbox.clearRequests()
            let back = try await benches.start(name)
            await show("Blocked", of: package, at: [back])
            await back.ready()
            #expect(benches.sandbox.requests().allSatisfy { !$0.path.hasSuffix("/packages/") })
            await back.end()
        }
    }

    @Test("a bench that was away for longer than the feed goes back reads the OMS once, then follows")
    func tooOld() async throws {
        try await FeedWarehouse.run(benches: 2, changesEvery: .seconds(7_200)) { benches in
            let follower = try await benches.follower()
            let name = benches.name(of: follower)
            await follower.end()
            let packages = try await benches.packages(2)
            let reader = try await benches.reader()
            for (place, package) in packages.enumerated() {
                try await benches.sandbox.run("block", on: Int64(package))
                reader.receive(try FeedWarehouse.event(package, "u-\(place)"))
                try await benches.waitsForRow(of: package)
            }
            _ = try await benches.sql("DELETE FROM packline.feed WHERE package = \(packages[0])")
            _ = try await benches.sql(
                "DELETE FROM packline.feed WHERE n < (SELECT min(n) FROM packline.feed WHERE package = \(packages[1]))")
            benches.sandbox.clearRequests()
            let back = try await benches.start(name)
            for package in packages { await show("Blocked", of: package, at: [back]) }
            #expect(benches.sandbox.requests().count { $0.path.hasSuffix("/packages/") } == 1)
            await back.end()
        }
    }

    @Test("what has left, and what no change told of, is found by the reader's comparison for all")
    func compared() async throws {
        try await FeedWarehouse.run(benches: 3) { benches in
            let packages = try await benches.packages(2)
            try await benches.sandbox.remove(Int64(packages[0]))
            for engine in benches.engines { await engine.events.until { $0.index[packages[0]] == nil } }
            for engine in benches.engines { #expect(try await engine.store.package(packages[0]) == nil) }
            #expect(benches.engines.allSatisfy { $0.events.now.index[packages[1]] != nil })
            let kept = try await benches.engines[0].store.summaries().map(\.id)
            for engine in benches.engines { #expect(try await engine.store.summaries().map(\.id) == kept) }
        } engine: {
            $0.comparesEvery = .seconds(1)
        }
    }

    @Test("a bench that knows a state otherwise than the reader has its packages all the same")
    func otherStates() async throws {
        try await FeedWarehouse.run(benches: 1) { benches in
            // To this bench what is blocked is called off, and too old to be kept.
            let strict = try await benches.start("strict") {
                $0.commands.states = StateTable(["Blocked": .cancelled])
                $0.keepsFinishedPackages = .seconds(-86_400)
            }
            await strict.ready()
            await strict.events.until { $0.sharing == .shared }
            let (package, first) = (try await benches.package(), try await benches.reader())
            try await benches.sandbox.run("block", on: Int64(package))
            await show("Blocked", of: package, at: [first])
            await strict.events.until { $0.index[package] == nil }
            // Now it reads, also what it does not keep.
            let name = benches.name(of: first)
            await first.end()
            await benches.warehouse(of: first).close()
            try await benches.waits(forReaders: 1)
            let next = try await benches.start(name)
            await next.ready()
            try await benches.sandbox.run("unblock", on: Int64(package))
            await show("Waiting", of: package, at: [strict, next])
            try await benches.sandbox.run("block", on: Int64(package))
            await strict.events.until { $0.index[package] == nil }
            await show("Blocked", of: package, at: [next])
        }
    }

    @Test(
        "benches of two locations in one database each follow their own, and events reach the location that they are about"
    )
    func locations() async throws {
        try await FeedWarehouse.run(benches: 2, changesEvery: .seconds(7_200)) { benches in
            let other = try #require(
                try await benches.sandbox.packages().first { $0.location != "369" && $0.state == "Waiting" })
            let here = benches.engines
            let far = try await benches.start("far", at: other.location)
            await far.ready()
            await far.events.until { $0.sharing == .shared }
            try await benches.waits(forReaders: 2)
            try await benches.sandbox.run("block", on: other.id)
            let json = #", "stock_location": {"erp_code": "\#(other.location)"}"#
            here[0].receive(try FeedWarehouse.event(Int(other.id), "u-1", more: json))
            await show("Blocked", of: Int(other.id), at: [far])
            #expect(here.allSatisfy { $0.events.now.index[Int(other.id)] == nil })
            await far.end()
        }
    }
}
