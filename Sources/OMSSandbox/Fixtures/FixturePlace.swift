/// Countries, cities and townships as the OMS's addresses name them.
struct FixturePlace: Sendable {
    struct Region: Sendable, Equatable {
        let id: Int64
        let name: String
    }

    let country: Region
    /// The ISO code of the country in small letters.
    let code: String
    let city: Region
    let township: Region
    let district: Region

    /// Every place, cities of Turkey first and the few abroad last.
    static let all: [FixturePlace] = turkish + abroad

    /// The places in Turkey, one for each township.
    static let turkish: [FixturePlace] = places(in: Region(id: 1, name: "Türkiye"), "tr", cities)

    /// The places abroad.
    static let abroad: [FixturePlace] =
        places(in: Region(id: 2, name: "Κύπρος"), "cy", [(101, "Λευκωσία", ["Στρόβολος", "Έγκωμη"])])
        + places(in: Region(id: 3, name: "Deutschland"), "de", [(102, "Köln", ["Ehrenfeld", "Nippes"])])
        + places(in: Region(id: 4, name: "السعودية"), "sa", [(103, "الرياض", ["العليا", "الملز"])])
        + places(in: Region(id: 5, name: "日本"), "jp", [(104, "東京都", ["渋谷区", "台東区"])])

    /// The city's first township; nil when there is no such city.
    static func first(inCity name: String) -> FixturePlace? {
        all.first { $0.city.name == name }
    }

    static func with(township id: Int64) -> FixturePlace? {
        byTownship[id]
    }

    private static let byTownship = Dictionary(uniqueKeysWithValues: all.map { ($0.township.id, $0) })

    private static func places(
        in country: Region, _ code: String, _ cities: [(id: Int64, name: String, townships: [String])]
    ) -> [FixturePlace] {
        cities.flatMap { city in
            city.townships.enumerated().map { index, township in
                let id = city.id * 10 + Int64(index)
                return FixturePlace(
                    country: country, code: code, city: Region(id: city.id, name: city.name),
                    township: Region(id: id, name: township),
                    district: Region(id: id * 10 + 1, name: districts[Int(id) % districts.count]))
            }
        }
    }

    private static let districts = [
        "Cumhuriyet", "Atatürk", "Yeni", "Fatih", "Bahçelievler", "Gazi", "Barış", "Çınarlı", "Güneşli", "Işıklar",
    ]

    /// The provinces by their traffic code, with a few townships each.
    private static let cities: [(id: Int64, name: String, townships: [String])] = [
        (1, "Adana", ["Aladağ", "Seyhan", "Çukurova"]),
        (3, "Afyonkarahisar", ["Sandıklı", "Dinar"]),
        (6, "Ankara", ["Çankaya", "Keçiören", "Gölbaşı", "Şereflikoçhisar"]),
        (7, "Antalya", ["Muratpaşa", "Kaş", "Alanya"]),
        (9, "Aydın", ["Söke", "Kuşadası"]),
        (10, "Balıkesir", ["Ayvalık", "Edremit"]),
        (16, "Bursa", ["Nilüfer", "İnegöl"]),
        (17, "Çanakkale", ["Gelibolu", "Bozcaada"]),
        (20, "Denizli", ["Pamukkale", "Çivril"]),
        (21, "Diyarbakır", ["Bağlar", "Ergani"]),
        (22, "Edirne", ["Keşan", "Uzunköprü"]),
        (25, "Erzurum", ["Palandöken", "Oltu"]),
        (26, "Eskişehir", ["Odunpazarı", "Tepebaşı"]),
        (27, "Gaziantep", ["Şahinbey", "Nizip"]),
        (31, "Hatay", ["Antakya", "İskenderun"]),
        (32, "Isparta", ["Eğirdir", "Yalvaç"]),
        (34, "İstanbul", ["Kadıköy", "Eyüpsultan", "Beşiktaş", "Üsküdar", "Ümraniye", "Şişli"]),
        (35, "İzmir", ["Konak", "Karşıyaka", "Çeşme", "Bornova", "Ödemiş"]),
        (38, "Kayseri", ["Melikgazi", "Develi"]),
        (41, "Kocaeli", ["İzmit", "Gebze"]),
        (42, "Konya", ["Selçuklu", "Akşehir"]),
        (44, "Malatya", ["Battalgazi", "Darende"]),
        (45, "Manisa", ["Akhisar", "Salihli"]),
        (46, "Kahramanmaraş", ["Elbistan", "Göksun"]),
        (47, "Mardin", ["Midyat", "Kızıltepe"]),
        (48, "Muğla", ["Bodrum", "Datça", "Fethiye"]),
        (53, "Rize", ["Çayeli", "Ardeşen"]),
        (55, "Samsun", ["İlkadım", "Bafra"]),
        (61, "Trabzon", ["Ortahisar", "Çaykara"]),
        (63, "Şanlıurfa", ["Haliliye", "Birecik"]),
        (65, "Van", ["İpekyolu", "Erciş"]),
        (76, "Iğdır", ["Tuzluca", "Aralık"]),
    ]
}
