import ArgumentParser
import OMS

/// `packline list`.
struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List packages of the location, as the OMS has them now.",
        discussion: """
            Conditions are combined, the configured location among them unless --any-location or another one is given.
            Rows that do not meet one, because the OMS ignored it, are left out, and it says so; it also says which
            conditions the rows do not show. A date is that of universal time or of station.time_zone.
            With --all in the order of the ids, no package is missed because
            others leave the list meanwhile; in another order it says so, and ends with 75.

            Example: packline list --state-value 200 --modified-from 2026-05-12
            Example: packline list --any-location --city-name İzmir --all --json
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var pages: PageOptions

    @Flag(help: "The OMS's short form, which takes no conditions.")
    var short = false

    @Flag(help: "The OMS's simple form, which takes only --state-id, --state-value and --order.")
    var simple = false

    @Flag(help: "Packages of every location, not only of the configured one.")
    var anyLocation = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The order: \(Self.sorts.joined(separator: ", ")).", valueName: "field"),
        completion: .list(Self.sorts))
    var sort: String?

    @OptionGroup(title: "Conditions")
    var filter: ConditionOptions<PackageParameter>

    private static let sorts = PackageFilter.Sort.Field.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }

    func validate() throws {
        if let sort, PackageFilter.Sort(sort) == nil {
            throw ValidationError("--sort takes one of \(Self.sorts.joined(separator: ", ")), and not “\(sort)”.")
        }
        if short, simple { throw ValidationError("--short and --simple are two forms: give one of them.") }
        guard short || simple else { return }
        if sort != nil { throw ValidationError("--sort goes with neither --short nor --simple.") }
        let taken = simple ? SimplePackageParameter.allCases.map(\.packageParameter) : []
        guard let other = filter.conditions.keys.first(where: { !taken.contains($0) }) else { return }
        throw ValidationError("--\(other.optionName) does not go with --\(short ? "short" : "simple").")
    }

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            if short {
                try await PagedOutput(things: .packages, columns: .short, read: Package.init)
                    .print(pages, lookUp) { .shortPackages(page: $0, limit: $1) }
            } else if simple {
                let filter = simpleFilter
                try await PagedOutput(
                    things: .packages, columns: .simple, read: SimplePackage.init,
                    check: { RowCheck(filter.check($0)) }
                )
                .print(pages, lookUp) { .simplePackages(filter, page: $0, limit: $1) }
            } else {
                let filter = fullFilter(location: lookUp.settings.location)
                try await PagedOutput(
                    things: .packages, columns: .full, read: Package.init,
                    check: { RowCheck(filter.check($0, zone: lookUp.zone)) }
                )
                .print(pages, lookUp, filter.requests)
            }
        }
    }

    private var simpleFilter: SimplePackageFilter {
        SimplePackageFilter(
            SimplePackageParameter.allCases.reduce(into: [:]) { conditions, parameter in
                conditions[parameter] = filter.conditions[parameter.packageParameter]
            })
    }

    /// The conditions that were given, and the configured location unless another place was named.
    private func fullFilter(location: String?) -> PackageFilter {
        let places: [PackageParameter] = [
            .stockLocation, .stockLocationCode, .stockLocationCodes, .locationOrRetailStoreCode,
        ]
        var conditions = filter.conditions
        if !anyLocation, !places.contains(where: { conditions[$0] != nil }) {
            conditions[.stockLocationCode] = location
        }
        return PackageFilter(conditions, sort: sort.flatMap(PackageFilter.Sort.init) ?? .init(.id))
    }
}

extension PackageFilter {
    /// How the list is asked for: in the order of the ids, what comes next is what follows the last one.
    fileprivate var requests: ListRequests<Package> {
        let pages = ListRequests<Package>(page: { .packages(self, page: $0, limit: $1) })
        guard let sort, sort.field == .id else { return pages }
        let bound: PackageParameter = sort.isDescending ? .idBefore : .idAfter
        return ListRequests(
            page: pages.page,
            behind: { id, limit in
                var rest = self
                rest.conditions[bound] = String(id)
                return .packages(rest, limit: limit)
            },
            isDescending: sort.isDescending)
    }
}
