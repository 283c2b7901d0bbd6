extension PackageState.Kind {
    /// What a name says, in English or Turkish; nil for a name that is not known.
    ///
    /// Source: the documented names of PackageStatus. How they read in Turkish is documented nowhere: it is a guess, and
    /// what an installation gives wins over it.
    static func named(_ name: String) -> PackageState.Kind? { byLetters[NameFolding.of(name)] }

    private static let byLetters: [String: PackageState.Kind] = {
        var kinds: [String: PackageState.Kind] = [:]
        for (kind, names) in names {
            for name in names { kinds[NameFolding.of(name)] = kind }
        }
        return kinds
    }()

    private static let names: [(kind: PackageState.Kind, names: [String])] = [
        (.waiting, ["Waiting", "Bekliyor", "Beklemede"]),
        (.waitingRemoteAction, ["Waiting Remote Action", "Uzak İşlem Bekleniyor", "Uzak İşlem Bekliyor"]),
        (.waitingForTransfer, ["Waiting for Transfer", "Transfer Bekleniyor", "Transfer Bekliyor"]),
        (.preparing, ["Preparing", "Hazırlanıyor"]),
        (.readyForPackaging, ["Ready for Packaging", "Paketlemeye Hazır", "Paketlenmeye Hazır"]),
        (.packed, ["Packed", "Paketlendi"]),
        (.waitingCargoLabel, ["Waiting Cargo Label", "Kargo Etiketi Bekleniyor", "Kargo Etiketi Bekliyor"]),
        (.shipped, ["Shipped", "Kargolandı", "Kargoya Verildi"]),
        (.delivered, ["Delivered", "Teslim Edildi"]),
        (.attemptedDelivery, ["Attempted Delivery", "Teslimat Denendi"]),
        (.deliveryFailed, ["Delivery Failed", "Teslim Edilemedi"]),
        (.outOfStock, ["Out of Stock", "Contains Out of Stock Products", "Stokta Yok"]),
        (.needsRescheduling, ["Needs Rescheduling", "Yeniden Planlanmalı"]),
        (.blocked, ["Blocked", "Bloke", "Bloke Edildi", "Engellendi"]),
        (.cancellationWaiting, ["Cancellation Waiting", "İptal Bekliyor", "İptal Bekleniyor"]),
        (.cancelled, ["Cancelled", "Canceled", "İptal Edildi", "İptal"]),
        (.packedForRefund, ["Packed for Refund", "İade İçin Paketlendi"]),
    ]
}
