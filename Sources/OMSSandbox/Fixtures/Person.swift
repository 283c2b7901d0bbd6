/// A customer's name, and what makes it awkward for a screen.
struct Person: Sendable {
    let first: String
    let last: String

    /// Most are Turkish; each eighth is from elsewhere or written in a way that a screen has to survive.
    static func made(by random: inout SeededRandom) -> Person {
        if random.once(in: 8) { return elsewhere.chosen(by: &random) }
        return Person(first: firstNames.chosen(by: &random), last: lastNames.chosen(by: &random))
    }

    /// Names of other alphabets, combining marks (the `ş` and `é` of two code points), wide and joined characters.
    static let elsewhere: [Person] = [
        Person(first: "مريم", last: "العتيبي"),
        Person(first: "Γιώργος", last: "Παπαδόπουλος"),
        Person(first: "花子", last: "山田"),
        Person(first: "Ays\u{0327}e", last: "Gu\u{0308}ndog\u{0306}du"),
        Person(first: "Rene\u{0301}e", last: "O’Connor-Müller"),
        Person(first: "Анна", last: "Каренина"),
        Person(first: "דוד", last: "לוי"),
        Person(first: "Elif 👩‍🎨", last: "Işık"),
        Person(first: "김", last: "민준"),
        Person(first: "Nguyễn", last: "Thị Ánh"),
        Person(first: "İbrahim Hakkı Abdülkadir", last: "Karamustafaoğlu Büyükçekmecelioğulları"),
        Person(first: "Ñuñú", last: "Ğ"),
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
