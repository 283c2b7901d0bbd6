import Testing

@testable import OMSSandbox

@Suite("Documents and fields")
struct FieldTests {
    @Test("an invoice number, a remote id and extra information are set, and the package is changed by it")
    func fields() async throws {
        try await withSandbox { sandbox, client in
            let before = try await sandbox.look(at: 1).modified
            #expect(
                try await client.post("/packages/1/set_invoice_number/", #"{"invoice_number": "F-1"}"#).status == 204)
            #expect(try await client.post("/packages/1/set_remote_id/", #"{"remote_id": "R-1"}"#).status == 204)
            let extra = #"{"extra_information": {"koli": "B5", "ağırlık": [1.5, null, true, {"a": -1}]}}"#
            #expect(try await client.send("PATCH", "/packages/1/extra_information/", extra).status == 204)
            let package = try await client.get("/packages/1/").json
            #expect(package["invoice_number"] == .string("F-1"))
            #expect(package["remote_id"] == .string("R-1"))
            #expect(package["extra_information"] == JSONInput(Array(extra.utf8))?["extra_information"])
            #expect(try await sandbox.look(at: 1).modified > before)
        }
    }

    @Test("a number of more digits than a computer's is refused where a text is due, and not rounded to another")
    func longNumbers() async throws {
        try await withSandbox { _, client in
            for number in ["-9223372036854775809", "9223372036854775808", "1e300", "99999999999999999999999", "1.5"] {
                let reply = try await client.post("/packages/1/set_remote_id/", #"{"remote_id": \#(number)}"#)
                #expect(reply.status == 400, "\(number)")
            }
            let most = #"{"remote_id": -9223372036854775808}"#
            #expect(try await client.post("/packages/1/set_remote_id/", most).status == 204)
            #expect(try await client.get("/packages/1/").json["remote_id"] == .string("-9223372036854775808"))
        }
    }

    @Test(
        "a field that is missing, blank, too long or of another type is refused with its name",
        arguments: [
            ("POST", "set_invoice_number", "{}", "invoice_number"),
            ("POST", "set_invoice_number", #"{"invoice_number": ""}"#, "invoice_number"),
            ("POST", "set_invoice_number", #"{"invoice_number": ["a"]}"#, "invoice_number"),
            ("POST", "set_remote_id", #"{"remote_id": null}"#, "remote_id"),
            ("POST", "set_remote_id", #"{"remote_id": "\#(String(repeating: "a", count: 129))"}"#, "remote_id"),
            ("PATCH", "extra_information", #"{"extra_information": "a"}"#, "extra_information"),
            ("PATCH", "extra_information", "{}", "extra_information"),
        ])
    func refused(_ method: String, _ path: String, _ body: String, _ member: String) async throws {
        try await withSandbox { sandbox, client in
            let before = try await sandbox.package(1)
            let reply = try await client.send(method, "/packages/1/\(path)/", body)
            #expect(reply.status == 400)
            #expect(reply.json.members?.keys.map(\.self) == [member])
            let after = try await sandbox.package(1)
            #expect(after == before)
        }
    }

    @Test("an invoice is made once, in the seed's shape, and a package without one has no document")
    func invoice() async throws {
        try await withSandbox { sandbox, client in
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            #expect(try await client.get("/packages/\(id)/invoice_document/").status == 404)
            let invoice = try await client.post("/packages/\(id)/invoice/")
            #expect(invoice.status == 200)
            #expect(
                Set(invoice.json.members?.keys.map(\.self) ?? []) == [
                    "id", "invoice_type", "status", "channel", "address", "invoiceitem_set", "order",
                    "package_number", "created_date", "modified_date", "number",
                ])
            let number = try #require(invoice.json["number"]?.text)
            #expect(try await client.get("/packages/\(id)/").json["invoice_number"] == .string(number))
            let document = try await client.get("/packages/\(id)/invoice_document/").json["html_content"]?.text
            #expect(document?.contains("<h1>FATURA</h1>") == true && document?.contains(number) == true)
            let again = try await client.post("/packages/\(id)/invoice/")
            #expect(again.status == 406)
            #expect(again.json["en"]?.text?.hasSuffix("has an invoice already.") == true)
        }
    }
}
