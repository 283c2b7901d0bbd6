import Foundation
import OMSSandbox
import Testing

@Suite("The sandbox's labels")
struct LabelTests {
    @Test(
        "a package that is packed with a shipment gets a label in the shape that was asked for",
        arguments: SandboxLabel.allCases)
    func shapes(shape: SandboxLabel) async throws {
        var settings = SandboxSettings(packages: 60)
        settings.labels = [shape]
        let sandbox = try await Sandbox.start(settings)
        let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
        #expect(try await Self.label(of: id, in: sandbox) == nil)
        try await sandbox.run("complete-packaging-with-shipment", on: id, inputs: #"{"cargo_company": 1}"#)
        let label = try await Self.label(of: id, in: sandbox)
        #expect((label == nil) == (shape == .none), "\(String(describing: label))")
        try await sandbox.run("update-shipment-label", on: id)
        let other = try await Self.label(of: id, in: sandbox)
        if [.zpl, .base64ZPL, .several, .url].contains(shape) { #expect(other != label, "a label made anew") }
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

    /// The field as it is served, its values written out; nil where there is none.
    private static func label(of id: Int64, in sandbox: Sandbox) async throws -> String? {
        let text = try await sandbox.package(id)
        let package = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let field = package?["shipping_label"]
        if field == nil || field is NSNull { return nil }
        return field.map { "\($0)" }
    }
}
