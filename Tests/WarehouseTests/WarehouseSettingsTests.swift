import Testing

@testable import Warehouse

@Suite("Settings of a warehouse")
struct WarehouseSettingsTests {
    @Test(
        "a URL that libpq does not take is refused",
        arguments: ["", "https://pg/packline", "postgresql://pg/packline?nonsense=1"])
    func refused(url: String) {
        #expect(throws: WarehouseError.self) { try WarehouseSettings(url: url) }
    }

    @Test(
        "a password in the URL is refused, and not repeated",
        arguments: [
            "postgresql://r:geheim@pg/db", "postgresql://r:geheim@pg:port/db", "postgresql://pg/db?password=geheim",
        ])
    func password(url: String) throws {
        do {
            _ = try WarehouseSettings(url: url)
            Issue.record("it was taken")
        } catch {
            #expect(error.code == .invalidSettings)
            #expect(!error.detail.contains("geheim"))
        }
    }

    @Test("a password is never shown")
    func secret() throws {
        let settings = try WarehouseSettings(url: "postgresql://r@pg/db", password: WarehousePassword("geheim"))
        var text = ""
        dump(settings, to: &text)
        #expect(!text.contains("geheim"))
        #expect(!"\(settings)".contains("geheim"))
    }

    @Test("several hosts and libpq's own keywords are taken")
    func keywords() throws {
        _ = try WarehouseSettings(
            url: "postgresql://packline@pg1:5432,pg2:5433/packline?sslmode=verify-full&target_session_attrs=read-write")
    }

    @Test("waits grow to the longest, and differ by chance")
    func delays() {
        var delay = ReconnectDelay(first: .milliseconds(500), longest: .seconds(30))
        let waits = (1...9).map { _ in delay.next(chance: 0.5) }
        #expect(waits.first == .milliseconds(500))
        #expect(waits[3] == .seconds(4))
        #expect(waits.last == .seconds(30))
        #expect(delay.next(chance: 1) == .seconds(45))
        delay.reset()
        #expect(delay.next(chance: 0) == .milliseconds(250))
    }

    @Test("a follower that is slow learns that it missed something")
    func slowFollower() async {
        let subscribers = Subscribers<WarehouseChange>(keepingNewest: 2, whenDropped: .anything)
        var changes = subscribers.stream().makeAsyncIterator()
        for package in 1...5 { subscribers.send(.claim(package: package)) }
        subscribers.finish()
        var seen: [WarehouseChange] = []
        while let change = await changes.next() { seen.append(change) }
        #expect(seen.contains(.anything))
    }

    @Test(
        "a notification of another location, or of a newer program, is nobody's concern",
        arguments: ["claim 73 370", "dance 73 369", "", "claim x 369"])
    func foreign(payload: String) {
        #expect(ChangeNotice.change(payload, location: "369") == nil)
    }

    @Test("a location may have blanks")
    func blanks() {
        let payload = ChangeNotice.claim(73, location: "Depo 3 / üst kat")
        #expect(ChangeNotice.change(payload, location: "Depo 3 / üst kat") == .claim(package: 73))
    }
}
