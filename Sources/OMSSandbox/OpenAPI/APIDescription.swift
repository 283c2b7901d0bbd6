import enum OMS.Endpoint

/// The sandbox's description of itself in OpenAPI 3.1.
///
/// What a fault profile makes of answers is not part of it.
enum APIDescription {
    /// The document, which is the same for every sandbox.
    static let document = JSONText.bytes { json in
        json.object { json in
            json.member("openapi", "3.1.0")
            json.object("info") { json in
                json.member("title", "Packline sandbox")
                json.member("version", "1.0.0")
                json.member("description", introduction)
            }
            json.array("servers", ["/"]) { json, url in json.object { $0.member("url", url) } }
            json.array("security", ["token"]) { json, name in
                json.object { json in json.array(name, [String]()) { $0.value($1) } }
            }
            json.object("paths", writePaths)
            json.object("webhooks", writeWebhooks)
            json.object("components", writeComponents)
        }
    }

    static let operations = Endpoint.allCases.map(\.operation) + Control.allCases.map(\.operation)

    private static let introduction = """
        An OMS to practise and test against. Any other method of a path is answered with 405. While a fault profile is \
        set (`PUT /_sandbox/faults`), answers can be anything that the profile says.
        """

    private static func writePaths(_ json: inout JSONText) {
        let byPath = Dictionary(grouping: operations, by: \.path)
        for (path, operations) in byPath.sorted(by: { $0.key < $1.key }) {
            json.object(path) { json in
                for operation in operations {
                    json.member(operation.method.lowercased()) { operation.write(to: &$0) }
                }
            }
        }
    }

    private static func writeWebhooks(_ json: inout JSONText) {
        for type in SandboxEventType.allCases {
            let operation = Operation(
                id: type.rawValue, method: "POST", path: "", tag: "webhooks",
                summary: "Sent to each subscriber until it answers with a 2xx, each time with the same uuid",
                body: .delivery, needsToken: false,
                success: .init(status: 200, meaning: "Taken; any other 2xx is as good.", schema: nil))
            json.object(type.rawValue) { json in json.member("post") { operation.write(to: &$0) } }
        }
    }

    private static func writeComponents(_ json: inout JSONText) {
        var named: [String: JSONSchema] = [:]
        for schema in operations.flatMap(\.schemas) { schema.collect(into: &named) }
        json.object("schemas") { json in
            for (name, schema) in named.sorted(by: { $0.key < $1.key }) {
                json.member(name) { schema.write(to: &$0) }
            }
        }
        json.object("securitySchemes") { json in
            json.object("token") { json in
                json.member("type", "http")
                json.member("scheme", "bearer")
                json.member("description", "`Authorization: Token …` is taken as well.")
            }
        }
    }
}
