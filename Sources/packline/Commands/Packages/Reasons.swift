import ArgumentParser
import OMS

/// `packline reasons`.
struct Reasons: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reasons",
        abstract: "List the reasons for denying a package.", discussion: "Example: packline reasons --all")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var pages: PageOptions

    @Flag(help: "Ask under the path of older installations at once.")
    var older = false

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            do {
                try await list(lookUp, older: older)
            } catch let failure as Failure where failure.isNotFound && !older && (pages.page ?? 1) == 1 {
                try await list(lookUp, older: true)
            }
        }
    }

    private func list(_ lookUp: LookUp, older: Bool) async throws {
        try await PagedOutput(things: .reasons, columns: .reasons, read: DenialReason.init)
            .print(pages, lookUp) { .denialReasons(older: older, page: $0, limit: $1) }
    }
}
