import ArgumentParser
import OMS

/// `packline ranges`.
struct Ranges: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranges",
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
                things: .ranges, columns: .ranges, read: DeliveryRange.init,
                check: { RowCheck(filter.check($0, zone: lookUp.zone)) }
            )
            .print(pages, lookUp) { .deliveryRanges(filter, page: $0, limit: $1) }
        }
    }
}
