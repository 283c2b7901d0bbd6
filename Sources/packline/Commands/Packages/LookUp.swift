import ArgumentParser
import Barcode
import Foundation
import Language
import OMS
import OMSClient
import Station
import StationEngine

/// A client of the OMS for one run, for commands that ask it directly and store nothing.
struct LookUp {
    let settings: Settings
    /// The time zone of the reader.
    let zone: Zone
    private let client: OMSHTTPClient

    /// Runs a command with a client of the OMS.
    static func run(
        _ connection: ConnectionOptions, and more: [Setting: String?] = [:], _ body: (LookUp) async throws -> Void
    ) async throws {
        try await run(try connection.settings(and: more), body)
    }

    /// Runs a command with a client of the OMS of these settings.
    static func run(_ settings: Settings, _ body: (LookUp) async throws -> Void) async throws {
        let client = OMSHTTPClient(settings: try settings.client())
        defer { client.close() }
        try await body(LookUp(settings: settings, zone: try settings.station().zone, client: client))
    }

    /// What the OMS answers; its refusal ends the command with one sentence.
    func ask<Answer>(_ request: Request<Answer>) async throws -> Answer {
        do {
            return try await send(request)
        } catch {
            throw Failure(error)
        }
    }

    /// What the OMS answers, or the whole of why it does not.
    func send<Answer>(_ request: Request<Answer>) async throws(OMSClientError) -> Answer {
        try await client.send(request)
    }

    /// Changes a package; where it stays unknown whether it was applied, it is said what to look at.
    func change<Answer>(_ package: Int, _ request: Request<Answer>) async throws -> Answer {
        do {
            return try await send(request)
        } catch {
            guard error.isAmbiguous else { throw Failure(error) }
            throw Failure(
                Phrase("lookup.look-first", ["error": error.phrase, "package": String(package)]),
                Status.temporary)
        }
    }

    /// A moment on the reader's clock; an empty text for none.
    func moment(_ time: Timestamp?) -> String { Output.moment(time, zone) }

    /// The package with that id, number, order number, tracking number or invoice number.
    ///
    /// The OMS has no filter for numbers: what reads like an id is asked for, then an order number, then every page.
    func package(named name: String) async throws -> Package {
        if let id = Int(name), id > 0 {
            do {
                let package = try await ask(.package(id))
                // A number with leading zeros is not an id, though it mostly holds one.
                if !name.hasPrefix("0") || package.number == name { return package }
            } catch let failure as Failure where failure.isNotFound {}
        }
        let code = CodeReader.read(name, settings: try settings.station().codes)
        let ordered = try await ask(.packages(PackageFilter([.orderNumberPrefix: name]))).rows
            .filter { $0.orderNumber.map(code.names) ?? false }
        if let only = ordered.first, ordered.count == 1 { return only }
        guard ordered.isEmpty else {
            let numbers = ordered.map(\.number).joined(separator: ", ")
            throw Failure(
                Phrase("lookup.several-packages", ["order": name, "numbers": numbers]), Status.usage)
        }
        return try await ask(.package(try await id(ofNumber: code)))
    }

    /// Looks through the flat packages, which have the numbers of packages, parcels and invoices.
    private func id(ofNumber code: ScannedCode) async throws -> Int {
        var reading = ListReading(ListRequests(page: { .simplePackages(page: $0, limit: $1) }), limit: 100)
        var named: [SimplePackage] = []
        while let piece = try await reading.piece(self) {
            let packages = piece.rows.compactMap(SimplePackage.init)
            if let found = packages.first(where: { code.names($0.number) }) { return found.id }
            named += packages.filter { package in
                [package.trackingNumber, package.invoiceNumber].contains { $0.map(code.names) ?? false }
            }
        }
        if let only = named.first, named.count == 1 { return only.id }
        guard named.isEmpty else {
            let numbers = named.map(\.number).joined(separator: ", ")
            throw Failure(
                Phrase("lookup.on-several", ["code": code.input, "numbers": numbers]), Status.usage)
        }
        if let change = reading.disagreement { throw Failure(change.phrase(.packages), Status.temporary) }
        throw Failure(Phrase("lookup.none", ["code": code.input]), Status.data)
    }

    /// The id of the package that is called so.
    func id(of name: String) async throws -> Int { try await package(named: name).id }
}

extension ScannedCode {
    /// Whether a number that the OMS keeps is this code; the case of ASCII letters does not matter.
    fileprivate func names(_ stored: String) -> Bool {
        matches(stored) || stored.caseInsensitiveCompare(input) == .orderedSame
    }
}

/// The package that a command is about.
struct PackageName: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The package's id, its number, its tracking number, its invoice's number, or its order's number.",
            valueName: "package"))
    var name: String
}
