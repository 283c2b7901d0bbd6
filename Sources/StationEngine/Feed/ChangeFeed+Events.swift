import OMS
import Warehouse

/// What the OMS sent by webhook to this bench, for all.
extension ChangeFeed {
    /// Writes events that are new, with the packages as they were read because of them.
    ///
    /// The OMS sends those of all locations to one address: each is written to the feed of its package's location, where
    /// that has benches. Of several events about a package one has it. What was not read, the reader there finds among the changes.
    func share(_ events: [WebhookEvent], _ packages: [Int: Package]) async {
        var here: [FeedNews] = []
        var elsewhere: [String: [FeedNews]] = [:]
        var shown: Set<Int> = []
        for event in events {
            let package = event.package.flatMap { packages[$0.id] }
            let isFirst = package.map { shown.insert($0.id).inserted } ?? false
            let news = FeedNews(Self.content(of: event, package, isFirst: isFirst), event: event.uuid)
            guard let code = (package ?? event.package)?.stockLocation?.erpCode, code != settings.location else {
                here.append(news)
                continue
            }
            elsewhere[code, default: []].append(news)
            // Where it was until now, it is to be removed.
            if let package, isFirst, settings.location != nil {
                here.append(FeedNews(.package(package.id, json: package.raw)))
            }
        }
        for (location, news) in elsewhere.sorted(by: { $0.key < $1.key }) {
            if await write(news, under: nil, at: location) == nil, settings.location == nil { here += news }
        }
        guard await write(here, under: nil) != nil else { return }
        for case .package(let id, _) in here.map(\.content) { packages[id].map { recent.note($0) } }
    }

    private static func content(of event: WebhookEvent, _ package: Package?, isFirst: Bool) -> FeedContent {
        guard let package else { return .unread(package: event.package?.id) }
        return isFirst ? .package(package.id, json: package.raw) : .heard(package: package.id)
    }
}
