import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

/// A station on a screen of a size, brought into a state worth looking at as a packer would bring it.
struct Scene {
    private(set) var driver: StationDriver
    /// The language of the screen.
    var localizer = Localizer(.english, keymap: .standard)
    private var size: ScreenSize

    /// The start of a day: two packages to pack, one to ship, online; with a label printer where that is wanted.
    init(columns: Int, rows: Int, location: String? = "369", printsLabels: Bool = false) {
        size = ScreenSize(rows: rows, columns: columns)
        var settings = StationSettings(station: "bench 3", location: location)
        settings.packer = "Ayşe"
        settings.labels.hasPrinter = printsLabels
        driver = StationDriver.atWork(settings).unstated
        driver.send(.fresh(Self.time(13, 58)))
        layOut()
    }

    /// A station that knows nothing yet.
    init(unreadWithColumns columns: Int, rows: Int) {
        size = ScreenSize(rows: rows, columns: columns)
        driver = StationDriver().unstated
    }

    /// The screen as it is now; like the app, it sends the station the size first.
    var canvas: Canvas {
        var scene = self
        scene.layOut()
        return StationScreen(scene.driver.station, localizer: localizer).draw(size)
    }

    /// Gives the screen another size.
    mutating func resize(columns: Int, rows: Int) {
        size = ScreenSize(rows: rows, columns: columns)
        layOut()
    }

    mutating func layOut() {
        var screen = StationScreen(driver.station, localizer: localizer)
        if let viewport = screen.viewport(size) {
            driver.send(.viewport(viewport))
        }
    }

    // MARK: - What happens

    /// Opens the coat's package.
    mutating func openCoat() { open(Self.coat, logs: Self.coatLogs) }

    /// Checks all that is in the coat's package.
    mutating func complete() {
        check()
        driver.wait(milliseconds: 1_000)
        driver.scan("8690001157692")
        driver.enter("1006905")
    }

    /// Packs the open package, and learns that it is packed.
    mutating func pack() {
        driver.press(.pack)
        tell(9, .pack, "Complete packaging", on: 73, .queued, "")
        tell(9, .pack, "Complete packaging", on: 73, .applied, "")
        let packed = Self.coat.with(["state": ["id": 5, "name": "Packed", "enum_value": "500"]])
        driver.send(.changed([PackageSummary(packed)], removed: []))
        driver.send(.opened(OpenedPackage(package: packed, logs: Self.coatLogs)))
    }

    /// Packs the coat's package; each of its labels is in that stage, one a box.
    mutating func packWithLabels(_ stages: PrintStage...) {
        complete()
        pack()
        for (box, stage) in zip(1..., stages) {
            print(.wanted, box: box, boxes: stages.count)
            if stage != .wanted { print(stage, box: box, boxes: stages.count) }
        }
    }

    /// A print job of the coat's package comes to a stage.
    mutating func print(_ stage: PrintStage, box: Int = 1, boxes: Int = 1, copy: Int = 0, why: Phrase? = nil) {
        driver.send(
            .print(
                QueuedPrint(
                    id: 20 * copy + box, package: 73, number: "000000073", box: box, boxes: boxes, copy: copy,
                    printer: "zebra", stage: stage, reason: why, barcodes: ["73300000017\(box)"],
                    changed: Self.time(13, 59))))
    }

    /// Shows the board in the middle of a day, on which one due time will be missed.
    mutating func showBoard() {
        let due = [(9, 30, 12), (15, 0, 48), (17, 0, 41), (19, 30, 130)].flatMap { hour, minute, count in
            Array(repeating: Self.time(hour, minute), count: count)
        }
        let packages = due.enumerated().map { place, due in
            PackageSummary(
                id: 5_000 + place, number: "00000\(5_000 + place)",
                state: PackageState(id: 3, name: "Preparing", enumValue: "450"), units: 2, due: due)
        }
        driver.send(.changed(packages, removed: []))
        driver.press(.board)
        let hours = [(7, 22), (8, 61), (9, 74), (10, 80), (11, 66), (12, 31), (13, 78), (14, 3)].map {
            BoardCounts.Hour(start: Self.time($0, 0), packages: $1)
        }
        let needs = BenchNeeds(
            attention: 2,
            printers: [Phrase("screen.printer", ["printer": "zebra", "why": Phrase("printer.trouble.paper_out", [:])])])
        driver.send(
            .board(
                BoardCounts(
                    hours: hours, lastHalfHour: 41,
                    benches: [
                        BoardBench(
                            name: "bench 1", packer: "Ayşe", packages: 212, lastScan: Self.time(13, 58),
                            needs: BenchNeeds()),
                        BoardBench(
                            name: "bench 3", packer: "Mehmet", packages: 203, lastScan: Self.time(13, 41), needs: needs),
                    ])))
        layOut()
    }

    /// The label printer needs a hand.
    mutating func runOutOfPaper() {
        driver.send(.printer("zebra", trouble: Phrase("printer.trouble.paper_out", [:])))
    }

    /// Scans the label of another package.
    mutating func scanWrongLabel() {
        let other = Sample.package(
            id: 42, number: "000000042", order: "100129777", state: "Packed", value: "500", due: "2020-05-12T15:00:00Z",
            customer: ("Can", "Demir"), city: "Bursa", items: [("3000009", "Mug", nil)], commands: Sample.packing
        ).with(["tracking_number": "7330999000111"])
        driver.send(.changed([PackageSummary(other)], removed: []))
        driver.scan("7330999000111")
    }

    /// Opens the coat's package and checks one of its socks.
    mutating func check() {
        open(Self.coat, logs: Self.coatLogs)
        driver.scan("8690001157692")
    }

    /// Scans an item of another package.
    mutating func scanWrongItem() {
        check()
        driver.scan("4006381333931")
        driver.wait(milliseconds: 1_000)
        driver.send(.woken)
    }

    /// Reports what is missing of the coat's package; the report is queued.
    mutating func report() { tell(8, .notFound, "Items missing", on: 73, .queued, "") }

    /// Loses the OMS with one command queued, and one that waits for a decision.
    mutating func loseConnection() {
        tell(6, .ship, "Ship the package", on: 64, .needsAttention, "It is Cancelled; system changed it at 13:40.")
        driver.press(.back)
        tell(7, .pack, "Complete packaging", on: 71, .queued, "waits for the connection")
        driver.send(.connection(.offline("Could not connect to oms.example: connection refused.")))
    }

    /// Queues more commands than a narrow header has words for.
    mutating func queueMany() {
        for command in 10..<21 { tell(command, .pack, "Complete packaging", on: 1_000 + command, .queued, "") }
    }

    /// Opens a package with names and places in many scripts, and a note that tries to take over the terminal.
    mutating func openWide() {
        let package = Sample.package(
            id: 90, number: "000000090", order: "100129900", state: "Preparing", value: "200",
            due: "2020-05-12T15:00:00Z", customer: ("山田", "太郎"), city: "東京都千代田区",
            items: [("3000001", "お茶セット 特選 玉露と煎茶の詰め合わせ 大", "4901234567894"), ("3000002", "Çay 🎁 ☕️", nil)],
            commands: Sample.packing
        ).with(["order_gift_box_note": "Hi \u{1B}[2J\u{07}\u{202E}evil\u{0}\nSecond line"])
        driver.send(.changed([PackageSummary(package)], removed: []))
        open(package, logs: [])
    }

    /// Does what a packer does, with nothing stated of it: the drawing says it all.
    mutating func act(_ action: (inout StationDriver) -> Void) { action(&driver) }

    private mutating func open(_ package: Package, logs: [TransitionLog]) {
        driver.scan(package.number)
        driver.send(.opened(OpenedPackage(package: package, logs: logs)))
    }

    private mutating func tell(
        _ id: Int, _ kind: CommandKind, _ name: String, on package: Int, _ stage: CommandStage, _ reason: String
    ) {
        driver.send(
            .outbox(
                QueuedCommand(
                    id: id, intent: CommandIntent(package: package, kind: kind, name: name), stage: stage,
                    reason: .verbatim(reason), attempts: 1, changed: Self.time(13, 50 + id))))
    }

    // MARK: - What there is

    private static func time(_ hour: Int, _ minute: Int) -> Timestamp {
        Timestamp(microseconds: 1_589_241_600_000_000 + Int64(hour * 60 + minute) * 60_000_000)
    }

    /// The sample's coat with everything that a detail shows.
    private static let coat = Sample.package(
        id: 73, number: "000000073", order: "100129841", state: "Preparing", value: "200", due: "2020-05-12T16:00:00Z",
        customer: ("İrem", "Yılmaz"), city: "Adana",
        items: [
            ("1006905", "Wool coat, navy, M", nil), ("1157696", "Running sock, 3-pack, 36-40", "8690001157692"),
            ("1157696", "Running sock, 3-pack, 36-40", "8690001157692"),
        ],
        commands: Sample.packing
    ).with([
        "channel_name": "Shop", "date_placed": "2020-05-11T14:11:00Z", "payment_type": "credit_card",
        "order_gift_box_note": "Happy birthday, İrem",
        "stock_location": ["id": 3, "erp_code": "369", "name": "İzmir Fulfilment"],
    ])

    private static let coatLogs: [TransitionLog] = [
        log(2, "2020-05-12T13:02:11Z", from: "Waiting", to: "Preparing", by: "ayse"),
        log(1, "2020-05-11T14:12:03Z", from: nil, to: "Waiting", by: "system"),
    ].compactMap(\.self)

    private static func log(_ id: Int, _ date: String, from: String?, to: String, by user: String) -> TransitionLog? {
        let json: JSONValue = [
            "id": .int(id), "created_date": .string(date), "user": ["username": .string(user)],
            "source_state": from.map { ["name": .string($0)] } ?? .null, "target_state": ["name": .string(to)],
        ]
        return (try? JSONDocument(json.text)).flatMap { TransitionLog($0.root) }
    }
}

extension Package {
    /// The same package as the OMS would write it with these fields besides.
    fileprivate func with(_ fields: [String: JSONValue]) -> Package {
        guard case .object(let known)? = try? JSONValue(text: raw) else { return self }
        return Package(raw: JSONValue.object(known.merging(fields) { $1 }).text) ?? self
    }
}

extension StationScreen {
    /// A screen in English, with the usual keys.
    init(english station: StationModel) {
        self.init(station, localizer: Localizer(.english, keymap: .standard))
    }
}

extension Localizer {
    /// A language with the names of a keymap.
    init(_ tag: LanguageTag, keymap: Keymap) { self.init(PhraseCatalog(tag)) { keymap.names(of: $0).first } }
}
