import Testing

@testable import packline

@Suite("A state folder on another computer")
struct NetworkFolderTests {
    @Test("a disk of this computer is none, nor is a folder that is not there")
    func here() {
        #expect(NetworkFolder.warning(about: "/") == nil && NetworkFolder.warning(about: "/proc") == nil)
        #expect(NetworkFolder.kind(of: "/nowhere/at/all") == nil)
    }

    @Test("network file systems are known by the numbers that Linux gives them")
    func kinds() {
        #expect(NetworkFolder.kinds[0x6969] == "NFS" && NetworkFolder.kinds[0xFF53_4D42] == "CIFS")
        // ext4, XFS, btrfs, overlay, tmpfs.
        for local in [0xEF53, 0x5846_5342, 0x9123_683E, 0x794C_7630, 0x0102_1994] as [UInt32] {
            #expect(NetworkFolder.kinds[local] == nil)
        }
    }
}
