import ArgumentParser
import OMS

/// `packline set-invoice-number`.
struct SetInvoiceNumber: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-invoice-number",
        abstract: "Give a package the number of its invoice.",
        discussion: "Example: packline set-invoice-number 73 PLN2026000000073")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: "The number.")
    var number: String

    func run() async throws {
        try await connection.change(package.name) { .setInvoiceNumber($0, to: number) }
    }
}

/// `packline set-remote-id`.
struct SetRemoteID: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-remote-id",
        abstract: "Note what another system calls a package.",
        discussion: "Example: packline set-remote-id 73 R-100234")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: ArgumentHelp("What the other system calls it.", valueName: "remote-id"))
    var remoteID: String

    func run() async throws {
        try await connection.change(package.name) { .setRemoteID($0, to: remoteID) }
    }
}

/// `packline set-extra`.
struct SetExtra: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-extra",
        abstract: "Replace the extra information of a package.",
        discussion: """
            Example: packline set-extra 73 '{"koli": "B1", "desi": 2.5}'
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: ArgumentHelp("The new information, a JSON object.", valueName: "json"))
    var information: String

    private var members: [String: JSONValue]? {
        guard case .object(let members)? = try? JSONValue(text: information) else { return nil }
        return members
    }

    func validate() throws {
        guard members != nil else {
            throw ValidationError("The extra information must be a JSON object, such as {\"koli\": \"B1\"}.")
        }
    }

    func run() async throws {
        try await connection.change(package.name) { .setExtraInformation($0, to: members ?? [:]) }
    }
}

extension ConnectionOptions {
    /// Changes a package; the OMS answers nothing, so nothing is printed.
    fileprivate func change(_ package: String, _ request: (_ id: Int) -> Request<Void>) async throws {
        try await LookUp.run(self) { lookUp in
            let id = try await lookUp.id(of: package)
            try await lookUp.change(id, request(id))
        }
    }
}
