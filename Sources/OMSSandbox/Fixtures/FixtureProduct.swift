/// A product of the generated catalogue.
struct FixtureProduct: Sendable {
    let id: Int64
    let sku: String
    /// Thirteen digits; nil for goods without a barcode.
    let barcode: String?
    let name: String
    let baseCode: String
    let colour: String
    let size: String
    let images: Int
    /// The price of one, in kuruş.
    let price: Int

    init(id: Int64, seed: UInt64) {
        var random = SeededRandom(seed: seed, .product, id)
        self.id = id
        sku = "1\(random.digits(2))\(String(10_000 + id).dropFirst())"
        barcode = id.isMultiple(of: 12) ? nil : EAN13.completing(Self.prefixes.chosen(by: &random) + random.digits(9))
        colour = Self.colours.chosen(by: &random)
        size = Self.sizes.chosen(by: &random)
        name =
            id.isMultiple(of: 19)
            ? Self.awkwardNames[Int(id / 19) % Self.awkwardNames.count]
            : "\(Self.goods.chosen(by: &random)), \(colour), \(size)"
        baseCode = "\(["TKE", "DNZ", "KŞ", "YÜN"].chosen(by: &random))\(random.digits(3))-"
        images = random.number(0...4)
        price = random.number(19...1999) * 100 + [0, 50, 90, 95, 99].chosen(by: &random)
    }

    /// The prefixes of Turkey, of a few countries, and the zero of a North American number.
    private static let prefixes = ["868", "869", "869", "869", "400", "501", "012"]

    private static let goods = [
        "Yün kaban", "Koşu çorabı, 3'lü", "Pamuklu gömlek", "Keten pantolon", "Örgü kazak", "Deri kemer", "İpek fular",
        "Kot ceket", "Spor ayakkabı", "Bebek tulumu", "Çocuk yağmurluğu", "Havlu takımı", "Nevresim, çift kişilik",
        "Seramik kupa", "Bakır cezve", "Çay bardağı, 6'lı", "Zeytinyağı sabunu", "Güneş gözlüğü", "Şapka", "Eldiven",
    ]

    private static let colours = [
        "lacivert", "siyah", "kırmızı", "beyaz", "yeşil", "gri", "haki", "bej", "gül kurusu", "çivit mavisi",
    ]

    private static let sizes = ["XS", "S", "M", "L", "XL", "36-40", "41-45", "tek beden", "98 cm", "1 L"]

    /// Long, wide, marked-up and mixed text.
    private static let awkwardNames = [
        "El yapımı, doğal boyalı, yüzde yüz merinos yününden, kışlık, uzun kollu, balıkçı yaka, fermuarlı, iç cepli, "
            + "yıkanabilir, geri dönüştürülmüş düğmeli kadın hırkası – İstanbul koleksiyonu, sınırlı üretim",
        "手作り抹茶茶碗（京都・宇治）大",
        "فستان صيفي طويل مطرّز",
        "<b>İndirim!</b> Tişört & şort \"yaz\" seti",
        "Φόρεμα λινό με κέντημα",
        "Kahve fincanı ☕️ 👨‍👩‍👧‍👦 aile seti",
        "Cre\u{0300}me bru\u{0302}le\u{0301}e kalıbı, 4'lü",
    ]
}

/// Every product, found by its id.
struct Catalogue: Sendable {
    static let size = 400

    let products: [FixtureProduct]

    init(seed: UInt64) {
        products = (1...Int64(Self.size)).map { FixtureProduct(id: $0, seed: seed) }
    }

    /// The product with this id; the first one for an id that is none, which no row of the sandbox has.
    subscript(id: Int64) -> FixtureProduct {
        products[products.indices.contains(Int(id) - 1) ? Int(id) - 1 : 0]
    }
}
