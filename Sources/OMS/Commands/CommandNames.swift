/// What the slugs and names of commands say.
///
/// Source: the documented names of the commands. How they read in Turkish is documented nowhere but for the report of
/// missing goods: it is a guess, and what is configured for an installation wins over it.
enum CommandNames {
    /// What a name says.
    enum Meaning: Equatable {
        /// A command of this kind.
        case kind(CommandKind)
        /// A command that is none of the kinds, though it sounds like one: it takes something back, for example.
        case noKind
    }

    /// What a slug or name says; nil for one that is not known.
    static func meaning(of name: String) -> Meaning? {
        // The word "package" names the thing, not what is done with it.
        let letters = NameFolding.of(name).replacing("package", with: "")
        return row(letters) ?? letters.withoutPrefix("paketi").flatMap(row)
    }

    /// The first row that fits decides.
    private static func row(_ letters: String) -> Meaning? {
        let row = rows.first { row in
            row.beginnings.contains(where: letters.hasPrefix)
                || row.parts.contains { $0.allSatisfy(letters.contains) }
        }
        return row.map { $0.kind.map(Meaning.kind) ?? .noKind }
    }

    /// How names begin, and parts that are all in a name; a row without a kind is for names that only sound like another.
    private static let rows: [(kind: CommandKind?, beginnings: [String], parts: [[String]])] = [
        (
            nil,
            [
                "paketlemeyehazir", "paketlenmeyehazir", "undo", "revert", "rollback", "takeback", "unpack", "unship",
                "cancelpack", "cancelship", "cancelprepar",
            ],
            [
                ["paketle", "iptal"], ["kargo", "iptal"], ["hazirla", "iptal"], ["gerial"], ["geriyeal"],
            ]
        ),
        (.unblock, ["unblock"], [["blok", "kaldir"], ["engel", "kaldir"]]),
        (.block, ["block", "bloke", "engelle"], [["blokeet"], ["blokele"]]),
        (.deny, ["refuse", "deny", "denial", "reject", "reddet", "paketred"], [["withdenialreason"], ["rednedeni"]]),
        (
            .notFound, ["outofstock", "markoutofstock"],
            [["notfound"], ["wrongproduct"], ["detectedoutofstock"], ["bulunamadi"], ["hataliurun"], ["yanlisurun"]]
        ),
        (.refundPack, [], [["forrefund"], ["iadeicin", "paket"]]),
        (
            .shippingLabel, ["updateshipmentlabel", "updateshippinglabel", "updatecargolabel", "updatelabel"],
            [["etiket", "guncelle"]]
        ),
        (
            .shipmentInformation, ["updateshipmentinfo", "shipmentinfo"],
            [["kargobilgi", "guncelle"], ["sevkiyatbilgi", "guncelle"], ["gonderibilgi", "guncelle"]]
        ),
        (
            .deliver, ["updateshipmentstatus", "deliver", "teslimet"],
            [["kargodurum", "guncelle"], ["sevkiyatdurum", "guncelle"], ["gonderidurum", "guncelle"]]
        ),
        (.pack, ["completepack", "pack", "paketle", "pakettamamla", "paketitamamla"], []),
        (.ship, ["ship", "kargola", "kargoyaver", "sevket"], []),
        (.prepare, ["prepare", "hazirla"], []),
        (.cancel, ["cancel", "iptalet"], []),
    ]
}

extension String {
    fileprivate func withoutPrefix(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
