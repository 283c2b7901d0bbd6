/// A carrier.
struct CargoCompany: Sendable {
    let id: Int64
    let slug: String
    let name: String

    static let all = [
        CargoCompany(id: 1, slug: "hizli-kargo", name: "Hızlı Kargo"),
        CargoCompany(id: 2, slug: "ege-lojistik", name: "Ege Lojistik"),
        CargoCompany(id: 4, slug: "kapida", name: "Kapıda Kurye"),
    ]

    static func with(id: Int64) -> CargoCompany? {
        all.first { $0.id == id }
    }
}
