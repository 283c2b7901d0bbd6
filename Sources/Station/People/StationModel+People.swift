import Barcode
import OMS

// Who is at the bench: said by a word or a badge, until another says so.
extension StationModel {
    /// Sets who packs by a typed name; without one, says who it is.
    mutating func setPacker(named name: String, _ scan: Scan) {
        if name.isEmpty {
            finish(scan, .word, packer == nil ? .wrong : .ok, .scan(packer.map(ScanMessage.packerIs) ?? .noPacker))
        } else if let packer = PackerName(typed: name, in: settings.language) {
            setPacker(packer, scan, .word)
        } else {
            finish(scan, .word, .wrong, .scan(.noPackerName))
        }
    }

    /// Sets who packs by a badge: it answers nothing and acknowledges nothing, on whatever screen it is scanned.
    mutating func setPacker(_ badge: BadgeCode, _ scan: Scan) { setPacker(PackerName(badge), scan, .badge) }

    private mutating func setPacker(_ name: PackerName, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        packerName = name
        effects.append(.packer(name.text))
        finish(scan, meaning, .ok, .scan(.packerSet(name.text)))
    }

    /// Takes over who packed when the station was left.
    mutating func restorePacker(_ name: String) { packerName = PackerName(kept: name) }
}
