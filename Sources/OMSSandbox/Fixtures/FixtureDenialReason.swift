/// Why a location refuses a package.
struct FixtureDenialReason: Sendable {
    let id: Int64
    let title: String
    let remoteID: String?
    let priority: Int64
    let isActive: Bool

    static let all = [
        FixtureDenialReason(id: 1, title: "Ürün bulunamadı", remoteID: "R01", priority: 1, isActive: true),
        FixtureDenialReason(id: 2, title: "Ürün hasarlı", remoteID: "R02", priority: 2, isActive: true),
        FixtureDenialReason(id: 3, title: "Yanlış ürün etiketi", remoteID: nil, priority: 3, isActive: true),
        FixtureDenialReason(id: 4, title: "Mağaza kapalı (eski)", remoteID: "R04", priority: 90, isActive: false),
        FixtureDenialReason(id: 7, title: "Stok sayımı yapılıyor", remoteID: "R07", priority: 4, isActive: true),
        FixtureDenialReason(id: 12, title: "Kargo günü geçti", remoteID: "R12", priority: 5, isActive: true),
        FixtureDenialReason(
            id: 25, title: "İade ürün, satışa uygun değil", remoteID: "R25", priority: 6, isActive: true),
        FixtureDenialReason(id: 31, title: "Yoğunluk", remoteID: nil, priority: 7, isActive: true),
        FixtureDenialReason(
            id: 103, title: "Diğer – lütfen notu okuyun", remoteID: "R99", priority: 99, isActive: true),
    ]

    static func with(id: Int64) -> FixtureDenialReason? {
        all.first { $0.id == id }
    }
}
