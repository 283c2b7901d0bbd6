import Foundation
import Testing

@testable import OMSSandbox

@Suite("The sandbox's labels")
struct LabelTests {
    @Test(
        "a package that is packed with a shipment gets a label in the shape that was asked for",
        arguments: SandboxLabel.allCases)
    func shapes(shape: SandboxLabel) async throws {
        var settings = SandboxSettings(packages: 60)
        settings.labels = [shape]
        settings.labelDelay = .seconds(3_600)
        let sandbox = try await Sandbox.start(settings)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        #expect(try await Self.label(of: id, in: sandbox) == nil)
        try await sandbox.run("complete-packaging-with-shipment", on: id, inputs: #"{"cargo_company": 1}"#)
        if shape == .late {
            #expect(try await Self.label(of: id, in: sandbox) == nil)
            try await sandbox.answerForCarrier()
        }
        let label = try await Self.label(of: id, in: sandbox)
        #expect((label == nil) == (shape == .none), "\(String(describing: label))")
        try await sandbox.run("update-shipment-label", on: id)
        #expect(try await Self.label(of: id, in: sandbox) == label, "the command is answered before the label is there")
        try await sandbox.answerForCarrier()
        let other = try await Self.label(of: id, in: sandbox)
        if [.zpl, .base64ZPL, .several, .url, .late].contains(shape) { #expect(other != label, "a label made anew") }
        await sandbox.stop()
    }

    @Test(
        "where packing makes the shipment by itself, it brings the label too, and else it does not",
        arguments: [true, false])
    func shipmentWhenPacked(makes: Bool) async throws {
        var settings = SandboxSettings(packages: 60, dialect: makes ? [.shipmentWhenPacked] : [])
        settings.labels = [.zpl]
        let sandbox = try await Sandbox.start(settings)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        try await sandbox.run("complete-packaging", on: id)
        #expect(try await (Self.label(of: id, in: sandbox) != nil) == makes)
        #expect(try await (sandbox.look(at: id).trackingNumber != nil) == makes)
        await sandbox.stop()
    }

    @Test("a label that is late comes by itself, with its tracking number and the event that tells of it")
    func late() async throws {
        var settings = SandboxSettings(packages: 60, dialect: [.shipmentWhenPacked])
        settings.labels = [.late]
        settings.labelDelay = .milliseconds(1)
        let sandbox = try await Sandbox.start(settings)
        let receiver = try await Receiver()
        let hook =
            #"{"event_type": "package.shipment.awb_number", "target_url": "\#(receiver.url)", \#(Client.retrying)}"#
        #expect(try await Client(sandbox: sandbox).post("/whisperer/hooks/", hook).status == 201)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        try await sandbox.run("complete-packaging", on: id)
        await receiver.nextArrival()
        let event = try #require(receiver.deliveries.first.map { String(decoding: $0.body, as: UTF8.self) })
        #expect(event.contains("^BCN,200,Y,N,N^FD"), "the label is in the event")
        let number = try #require(try await sandbox.look(at: id).trackingNumber)
        #expect(try await Self.label(of: id, in: sandbox)?.contains(number) == true)
        await receiver.stop()
        await sandbox.stop()
    }

    @Test("the tracking number can come after the label, which has it already")
    func lateTracking() async throws {
        var settings = SandboxSettings(packages: 60, dialect: [.shipmentWhenPacked])
        settings.labels = [.lateTracking]
        settings.labelDelay = .seconds(3_600)
        let sandbox = try await Sandbox.start(settings)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        try await sandbox.run("complete-packaging", on: id)
        let label = try #require(try await Self.label(of: id, in: sandbox))
        #expect(try await sandbox.look(at: id).trackingNumber == nil)
        try await sandbox.answerForCarrier()
        let number = try #require(try await sandbox.look(at: id).trackingNumber)
        #expect(label.contains("^FD\(number)^FS"))
        #expect(try await Self.label(of: id, in: sandbox) == label)
        await sandbox.stop()
    }

    @Test("the description tells the shape of each label", arguments: SandboxLabel.allCases)
    func described(shape: SandboxLabel) async throws {
        var settings = SandboxSettings(packages: 60, dialect: [.shipmentWhenPacked])
        settings.labels = [shape]
        let sandbox = try await Sandbox.start(settings)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        try await sandbox.run("complete-packaging", on: id)
        try await sandbox.answerForCarrier()
        let description = try #require(JSONInput(APIDescription.document))
        let schema = try #require(description["components"]?["schemas"]?["Package"])
        let package = try #require(JSONInput(Array(try await sandbox.package(id).utf8)))
        #expect(SchemaCheck(description: description).faults(of: package, schema).isEmpty)
        await sandbox.stop()
    }

    @Test("ZPL has the tracking number in a Code 128, and nothing beyond ASCII")
    func zpl() async throws {
        var settings = SandboxSettings(packages: 60)
        settings.labels = [.zpl]
        let sandbox = try await Sandbox.start(settings)
        for package in try await sandbox.packages(inState: "Waiting") {
            try await sandbox.run("complete-packaging-with-shipment", on: package.id, inputs: #"{"cargo_company": 1}"#)
            let label = try #require(try await Self.label(of: package.id, in: sandbox))
            let number = try #require(try await sandbox.look(at: package.id).trackingNumber)
            #expect(label.contains("^BCN,200,Y,N,N^FD\(number)^FS"))
            #expect(label.utf8.allSatisfy { $0 < 0x80 }, "\(label)")
        }
        await sandbox.stop()
    }

    /// The field as it is served, its names in their order; nil where there is none.
    private static func label(of id: Int64, in sandbox: Sandbox) async throws -> String? {
        let text = try await sandbox.package(id)
        let package = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let field = package?["shipping_label"]
        if field == nil || field is NSNull { return nil }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        let json = try field.map { try JSONSerialization.data(withJSONObject: $0, options: options) }
        return json.map { String(decoding: $0, as: UTF8.self) }
    }
}
