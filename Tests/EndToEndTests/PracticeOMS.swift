import Foundation
import OMS
import TestTools
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `packline sandbox`, which can be stopped and started again on the same port with the same packages.
final class PracticeOMS {
    /// What it is reached by.
    let url: String
    private let port: Int
    private let database: String
    private let packages: Int
    private let options: [String]
    private var process: Process?

    /// Starts one with so many generated packages, kept in a folder, which get labels of a shape when they are packed.
    ///
    /// What is late comes after the seconds of `labelDelay`; each of `users` has the token `secret-NAME`.
    init(
        packages: Int = 60, labels: String? = nil, labelDelay: Int = 3, users: [String] = [], in folder: Folder
    ) async throws {
        port = try FreePort.find()
        url = "http://127.0.0.1:\(port)/api/v1/oms"
        database = "\(folder.path)/oms.sqlite"
        self.packages = packages
        options =
            (labels.map { ["--labels", $0, "--label-delay", "\(labelDelay)", "--dialect", "shipment-when-packed"] }
                ?? [])
            + users.flatMap { ["--user", "\($0)=secret-\($0)"] }
        try await start()
    }

    deinit { process?.terminate() }

    /// What a station needs to know to use it.
    func environment(_ folder: Folder) -> [String: String] {
        [
            "PACKLINE_OMS_URL": url, "PACKLINE_OMS_TOKEN": "secret", "PACKLINE_STATION_LOCATION": "369",
            "PACKLINE_STATION_STATE_FOLDER": "\(folder.path)/state", "PACKLINE_STATION_TIME_ZONE": "Europe/Istanbul",
            // The tests scan one code several times, faster than a hand can.
            "PACKLINE_SCANNER_DOUBLE_READ_MS": "0",
        ]
    }

    /// Starts it, and waits until it says that it accepts connections.
    func start() async throws { process = try await Self.start(port: port, packages, options, database) }

    /// Stops it, and waits until it is gone.
    func stop() {
        process?.terminate()
        process?.waitUntilExit()
        process = nil
    }

    /// Does something at the OMS while the station cannot reach it: on another port, with the same packages.
    func behindTheScenes(_ act: (Int) async throws -> Void) async throws {
        let port = try FreePort.find()
        let process = try await Self.start(port: port, packages, options, database)
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        try await act(port)
    }

    private static func start(
        port: Int, _ packages: Int, _ options: [String], _ database: String
    ) async throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path)
        process.arguments =
            ["sandbox", "--port", "\(port)", "--packages", "\(packages)", "--seed", "7", "--token", "secret"]
            + ["--database", database] + options
        process.environment = Folder.environment
        process.standardOutput = Pipe()
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await EndToEndTests.wait(for: "the sandbox") {
            (try? await request("GET", "packages/?limit=1", port: port))?.status == 200
        }
        return process
    }
}

// MARK: - What the OMS says

extension PracticeOMS {
    /// Sends a request as any client of the OMS would.
    @discardableResult
    static func request(
        _ method: String, _ path: String, port: Int, body: JSONValue? = nil
    ) async throws -> (status: Int, body: Data) {
        guard let url = URL(string: "http://127.0.0.1:\(port)/api/v1/oms/\(path)")?.standardized else {
            throw WaitedInVain(description: "\(path) is no path")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer secret", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = body.map { Data($0.text.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    /// Sends a request to this one.
    @discardableResult
    func request(_ method: String, _ path: String, body: JSONValue? = nil) async throws -> (status: Int, body: Data) {
        try await Self.request(method, path, port: port, body: body)
    }

    private func read(_ path: String) async throws -> JSON {
        try JSONDocument(String(decoding: try await Self.request("GET", path, port: port).body, as: UTF8.self)).root
    }

    /// A package as the OMS has it now.
    func package(_ id: Int) async throws -> Package {
        guard let package = Package(try await read("packages/\(id)/")) else {
            throw WaitedInVain(description: "the OMS has no package \(id)")
        }
        return package
    }

    /// The location's packages in a state.
    func packages(in state: String) async throws -> [Package] {
        try await read("packages/?stock_location__erp_code=369&limit=100")["results"].elements
            .compactMap(Package.init)
            .filter { $0.state.name == state }
    }

    /// A page of 100 of the location's packages.
    func location(page: Int) async throws -> [Package] {
        try await read("packages/?stock_location__erp_code=369&limit=100&page=\(page)")["results"].elements
            .compactMap(Package.init)
    }

    /// What goes wrong from now on, as `packline sandbox --faults` takes it.
    func setFaults(_ faults: JSONValue) async throws {
        let answer = try await Self.request("PUT", "../../../_sandbox/faults", port: port, body: faults)
        guard answer.status == 200 else {
            throw WaitedInVain(description: String(decoding: answer.body, as: UTF8.self))
        }
    }

    /// The commands that were applied, in their order.
    func applied() async throws -> [(package: Int, slug: String, user: String)] {
        try await read("../../../_sandbox/applied").elements.compactMap { command in
            guard let package = command["package"].int, let slug = command["slug"].string else { return nil }
            return (package, slug, command["user"].string ?? "")
        }
    }

    /// Runs a command on a package, as somebody else would.
    func run(_ transition: Int, on id: Int) async throws {
        let body: JSONValue = ["transition": .int(transition), "input_parameters": [:]]
        let answer = try await Self.request("POST", "packages/\(id)/command/", port: port, body: body)
        guard answer.status == 204 else {
            throw WaitedInVain(description: String(decoding: answer.body, as: UTF8.self))
        }
    }

    /// The newest entry of a package's history.
    func lastChange(of id: Int) async throws -> TransitionLog? {
        try await read("packages/\(id)/transition_logs/")["results"].elements
            .compactMap(TransitionLog.init)
            .max { ($0.createdDate?.microseconds ?? 0, $0.id) < ($1.createdDate?.microseconds ?? 0, $1.id) }
    }

    /// Waits until a package is in a state.
    func wait(for package: Package, toBe state: String) async throws {
        try await EndToEndTests.wait(
            for: "\(package.number) to be \(state)", seeing: { try await self.package(package.id).state.name },
            until: { try await self.package(package.id).state.name == state })
    }
}

extension Package {
    /// What a packer scans of its goods, one code a unit: the serial number, the barcode, else the SKU.
    var codes: [String] {
        items.map { $0.serialNumber ?? $0.selectedBarcode ?? $0.product.barcode ?? $0.product.sku }
    }

    /// The transition that leads to a state.
    func transition(to state: String) -> Int? { commands.first { $0.target?.name == state }?.transition }
}

extension PracticeOMS {
    /// So many of the location's packages that can be packed.
    func packable(_ count: Int) async throws -> [Package] {
        var packages: [Package] = []
        for page in 1... {
            let rows = try await location(page: page)
            packages += rows.filter { ["Waiting", "Preparing"].contains($0.state.name) }
            if rows.isEmpty || packages.count >= count { break }
        }
        try #require(packages.count >= count)
        return Array(packages.prefix(count))
    }
}
