import OMS
import TaskSignals
import Warehouse

/// How rows are written, and old ones deleted.
extension ChangeFeed {
    /// Writes rows; false where they are not written, because the lease is lost or the warehouse is away.
    @discardableResult
    func write(_ news: [FeedNews], under lease: Lease?, at location: String? = nil) async -> FeedWrite? {
        guard isConnected, !news.isEmpty else { return nil }
        do throws(WarehouseError) {
            guard let write = try await warehouse.write(news, under: lease, at: location) else {
                if lease != nil { noteLost() }
                return nil
            }
            if location == nil { await pass(write.numbers) }
            return write
        } catch {
            return nil
        }
    }

    /// What this bench wrote itself is in its mirror: it need not be read, where nothing of others lies before it.
    func pass(_ numbers: Range<Int>) async {
        guard !isFollowing, let position, position == numbers.lowerBound - 1, !numbers.isEmpty else {
            return followWake.signal()
        }
        try? await move(to: numbers.upperBound - 1)
    }

    /// Deletes some of the oldest rows, now and then.
    func forgetOld() async {
        let now = settings.now()
        guard nextForgetting.map({ now >= $0 }) ?? true else { return }
        let most = 500
        guard let count = try? await warehouse.forgetFeed(olderThan: settings.keepsFeed, most: most) else { return }
        nextForgetting = count < most ? now.advanced(bySeconds: 3_600) : nil
    }
}
