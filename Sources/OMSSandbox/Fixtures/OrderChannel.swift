/// Where an order was placed.
struct OrderChannel: Sendable {
    let id: Int64
    let omnitronID: Int64
    let name: String

    static let all = [
        OrderChannel(id: 2, omnitronID: 31, name: "Shop"),
        OrderChannel(id: 3, omnitronID: 32, name: "Mobil Uygulama"),
        OrderChannel(id: 5, omnitronID: 40, name: "Pazaryeri"),
    ]

    static func with(id: Int64) -> OrderChannel? {
        all.first { $0.id == id }
    }
}
