extension Request where Answer == Page<Package> {
    /// A page of full packages.
    public static func packages(_ filter: PackageFilter = .init(), page: Int = 1, limit: Int = 100) -> Self {
        .page(.packages, query: filter.query, page: page, limit: limit, row: Package.init)
    }

    /// A page of packages without their items, of which only the number is given.
    public static func shortPackages(page: Int = 1, limit: Int = 100) -> Self {
        .page(.shortPackages, page: page, limit: limit, row: Package.init)
    }
}

extension Request where Answer == Page<SimplePackage> {
    /// A page of flat packages.
    public static func simplePackages(
        _ filter: SimplePackageFilter = .init(), page: Int = 1, limit: Int = 100
    ) -> Self {
        .page(.simplePackages, query: filter.query, page: page, limit: limit, row: SimplePackage.init)
    }
}

extension Request where Answer == Page<DeliveryRange> {
    /// A page of the delivery ranges that packages have, each once.
    public static func deliveryRanges(
        _ filter: DeliveryRangeFilter = .init(), page: Int = 1, limit: Int = 100
    ) -> Self {
        .page(.deliveryRanges, query: filter.query, page: page, limit: limit, row: DeliveryRange.init)
    }
}

extension Request where Answer == Package {
    /// One full package.
    public static func package(_ id: Int) -> Self {
        .one(.package, path: Endpoint.package.path(id), "package", read: Package.init)
    }

    /// One package with its items, without what belongs to its order.
    public static func shortPackage(_ id: Int) -> Self {
        .one(.shortPackage, path: Endpoint.shortPackage.path(id), "package", read: Package.init)
    }
}

extension Request where Answer == Page<PackageItemReference> {
    /// A page of the SKUs in a package.
    public static func packageItems(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .packageItems, path: Endpoint.packageItems.path(id), page: page, limit: limit,
            row: PackageItemReference.init)
    }
}

extension Request where Answer == Page<DenialReason> {
    /// A page of denial reasons; `older` asks under the path of older installations.
    ///
    /// The newer path pages with `page_size`, the older with `limit`: both are sent, an unknown one is ignored.
    public static func denialReasons(older: Bool = false, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            older ? .olderDenialReasons : .denialReasons, query: [QueryItem("page_size", String(limit))], page: page,
            limit: limit, row: DenialReason.init)
    }
}
