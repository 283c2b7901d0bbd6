/// The data that a generated order shares with each of its packages.
struct FixtureOrder: Sendable {
    let id: Int64
    let number: String
    let omnitronID: Int64
    let channel: OrderChannel
    let person: FixtureCustomer
    let place: FixturePlace
    let line: String
    let phone: String
    let postcode: String
    let paymentType: String
    let notes: String?
    let giftNote: String?
    let retailStore: Int64?
    private let isSameDay: Bool
    private let minutesToPackage: Int

    init(_ id: Int64, seed: UInt64, locations: [FixtureLocation]) {
        var random = SeededRandom(seed: seed, .order, id)
        self.id = id
        number = String(100_129_000 + id)
        omnitronID = 500_000 + id
        channel = OrderChannel.all.chosen(by: &random)
        person = FixtureCustomer.made(by: &random)
        place = random.once(in: 25) ? FixturePlace.abroad.chosen(by: &random) : FixturePlace.turkish.chosen(by: &random)
        line = Self.lines.chosen(by: &random) + " No: \(random.number(1...240))/\(random.number(1...30))"
        phone = "05\(random.digits(9))"
        postcode = "\(String(100 + place.city.id).suffix(2))\(random.digits(3))"
        paymentType = ["credit_card", "credit_card", "credit_card", "funds_transfer", "pay_on_delivery"]
            .chosen(by: &random)
        notes = id % 7 == 3 ? Self.notes[Int(id / 7) % Self.notes.count] : nil
        giftNote = id % 6 == 1 ? Self.giftNotes[Int(id / 6) % Self.giftNotes.count] : nil
        let store = locations.first { $0.kind == "store" } ?? locations[0]
        retailStore = random.once(in: 9) ? store.id : nil
        isSameDay = random.once(in: 7)
        minutesToPackage = random.number(3...300)
    }

    var email: String {
        "musteri\(id)@example.com"
    }

    /// `value` of the delivery type.
    var deliveryType: String {
        if retailStore != nil { return "click_and_collect" }
        return isSameDay ? "same_day" : "home_delivery"
    }

    func shippingOption(hasRange: Bool) -> String {
        if retailStore != nil { return "click-and-collect" }
        if isSameDay { return "same-day" }
        return hasRange ? "scheduled" : "standard"
    }

    /// When the order was placed, a while before the package was made from it.
    func placed(before created: Instant) -> Instant {
        created.adding(seconds: -60 * Int64(minutesToPackage))
    }

    private static let lines = [
        "Atatürk Caddesi", "Şehit Nevres Bulvarı", "Bağdat Caddesi, Çiçek Apt.", "1437. Sokak",
        "Gazi Mustafa Kemal Bulvarı",
        "Fevzi Çakmak Mah. 10. Cad.", "İnönü Cad. Güneş Sitesi C Blok Kat: 4", "Köyiçi Mevkii, caminin karşısı",
        "Teknopark Bölgesi, B2 Blok, Kat: 2 (kapıcıya bırakmayın, lütfen arayın ve bekleyin; zil çalışmıyor)",
    ]

    private static let giftNotes = [
        "Happy birthday, İrem", "İyi ki doğdun Işıl! 🎂", "Annecim, seni çok seviyoruz 💐 – Ümit & Şule",
        "お誕生日おめでとう!", "كل عام وأنتِ بخير", "Nice mutlu yıllara…\nSevgiyle,\nBabaannen",
        "Χρόνια πολλά, Γιώργο!",
        "Sevgilim, "
            + String(repeating: "seninle geçen her gün bir öncekinden güzel; ", count: 12) + "iyi ki varsın.",
    ]

    /// What customers and other programs write: line ends, escape sequences, control, joining and direction marks.
    private static let notes = [
        "Kapıya bırakın, teşekkürler.",
        "\u{1B}[31mACİL\u{1B}[0m kargo \u{07}lütfen",
        "Zile basmayın; bebek uyuyor.\r\n2. kat, sağdaki kapı.",
        "Renk önemli:\tlacivert\u{0001}, siyah değil",
        "\u{1B}]0;başlık\u{07}\u{1B}[2J\u{1B}[HFatura şirkete kesilecek",
        "\u{202E}ters yazı\u{202C} ve sıfır\u{200B}genişlik\u{FEFF}",
        "Paketi açmadan "
            + String(repeating: "önce arayın, ", count: 20) + "sonra teslim edin.",
        "\u{9B}31m C1 kontrol \u{85} satır",
    ]
}
