/// A place from which packages are sent.
struct FixtureLocation: Sendable {
    let id: Int64
    let name: String
    let erpCode: String
    /// `store` or `warehouse`.
    let kind: String
    let place: FixturePlace
    let line: String

    /// The sandbox's locations, the main one first.
    static let all: [FixtureLocation] = [
        (8, "İzmir Fulfilment", "369", "warehouse", "İzmir", "Atatürk OSB, 10006 Sokak No: 41"),
        (9, "Kadıköy Mağaza", "412", "store", "İstanbul", "Bahariye Caddesi No: 117/A"),
        (10, "Ankara Depo", "127", "warehouse", "Ankara", "Gölbaşı Lojistik Üssü, B2 Blok"),
        (11, "Gaziantep Mağaza", "588", "store", "Gaziantep", "Gazi Muhtar Paşa Bulvarı No: 9"),
        (12, "Diyarbakır Mağaza", "641", "store", "Diyarbakır", "Ekinciler Caddesi No: 52"),
        (13, "Iğdır Depo", "706", "warehouse", "Iğdır", "Karayolu Üzeri 4. km"),
        (14, "Trabzon Mağaza", "733", "store", "Trabzon", "Uzun Sokak No: 18"),
        (15, "東京ショールーム", "900", "store", "東京都", "渋谷区神南1-19-4"),
    ].compactMap { id, name, erpCode, kind, city, line in
        FixturePlace.first(inCity: city).map {
            FixtureLocation(id: id, name: name, erpCode: erpCode, kind: kind, place: $0, line: line)
        }
    }

    static func with(id: Int64) -> FixtureLocation? {
        all.first { $0.id == id }
    }
}
