import ArgumentParser
import OMS

/// `packline ranges`.
struct Ranges: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the delivery ranges that packages have.",
        discussion: "Example: packline ranges --lower-from 2026-05-12 --upper-to 2026-05-14")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var pages: PageOptions

    @OptionGroup(title: "Conditions")
    var filter: ConditionOptions<DeliveryRangeParameter>

    func run() async throws {
        let filter = DeliveryRangeFilter(filter.conditions)
        try await LookUp.run(connection) { lookUp in
            try await PagedOutput(
                things: "ranges", columns: .ranges, read: DeliveryRange.init, admits: filter.admits
            )
            .print(pages, lookUp) { .deliveryRanges(filter, page: $0, limit: $1) }
        }
    }
}

/// `packline reasons`.
struct Reasons: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
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
        try await PagedOutput(things: "reasons", columns: .reasons, read: DenialReason.init)
            .print(pages, lookUp) { .denialReasons(older: older, page: $0, limit: $1) }
    }
}
