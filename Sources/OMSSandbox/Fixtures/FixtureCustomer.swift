/// A customer's name, and what makes it awkward for a screen.
struct FixtureCustomer: Sendable {
    let first: String
    let last: String

    /// Most are Turkish; each eighth is from elsewhere or hard to draw.
    static func made(by random: inout SeededRandom) -> FixtureCustomer {
        if random.once(in: 8) { return elsewhere.chosen(by: &random) }
        return FixtureCustomer(first: firstNames.chosen(by: &random), last: lastNames.chosen(by: &random))
    }

    /// Names of other alphabets, combining marks (the `ş` and `é` of two code points), wide and joined characters.
    static let elsewhere: [FixtureCustomer] = [
        FixtureCustomer(first: "مريم", last: "العتيبي"),
        FixtureCustomer(first: "Γιώργος", last: "Παπαδόπουλος"),
        FixtureCustomer(first: "花子", last: "山田"),
        FixtureCustomer(first: "Ays\u{0327}e", last: "Gu\u{0308}ndog\u{0306}du"),
        FixtureCustomer(first: "Rene\u{0301}e", last: "O’Connor-Müller"),
        FixtureCustomer(first: "Анна", last: "Каренина"),
        FixtureCustomer(first: "דוד", last: "לוי"),
        FixtureCustomer(first: "Elif 👩‍🎨", last: "Işık"),
        FixtureCustomer(first: "김", last: "민준"),
        FixtureCustomer(first: "Nguyễn", last: "Thị Ánh"),
        FixtureCustomer(first: "İbrahim Hakkı Abdülkadir", last: "Karamustafaoğlu Büyükçekmecelioğulları"),
        FixtureCustomer(first: "Ñuñú", last: "Ğ"),
    ]

    private static let firstNames = [
        "Ayşe", "Mehmet", "İrem", "Işıl", "Çağla", "Oğuz", "Şule", "Ümit", "Özge", "Gökhan", "Zeynep", "Mustafa",
        "Nilüfer", "Barış", "Sıla", "Efe", "Defne", "İlker", "Yağmur", "Tuğba", "Kıvanç", "Ceren", "Emre", "Pınar",
        "Alp", "Elif", "Hasan", "Gülşen", "Rıza", "Nazlı", "Doğa", "Filiz",
    ]

    private static let lastNames = [
        "Yılmaz", "Öztürk", "Şahin", "Çelik", "Işık", "Aydın", "Kılıç", "Doğan", "Arslan", "Gündoğdu", "Koç", "Yıldız",
        "Aksoy", "Türkmen", "Ünal", "İnce", "Bozkurt", "Güneş", "Erdoğmuş", "Tekin", "Sarı", "Özdemir", "Kaplan",
        "Çakır", "Polat", "Uçar", "Bulut", "Köse", "Ateş", "Yalçın", "Tunç", "Ergin",
    ]
}
