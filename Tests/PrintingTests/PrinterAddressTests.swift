import Printing
import Testing

@Suite("Addresses of printers")
struct PrinterAddressTests {
    @Test(
        "an address is read, and written as it is",
        arguments: [
            ("socket://10.0.0.7", "socket://10.0.0.7:9100"), ("SOCKET://zebra:6101/", "socket://zebra:6101"),
            ("socket://[::1]:9100", "socket://[::1]:9100"), ("ipp://host/ipp/print", "ipp://host/ipp/print"),
            ("cups://paper", "cups://paper"), ("cups://host/paper", "cups://host/paper"),
            ("cups://[::1]:8631/a", "cups://[::1]:8631/a"), ("command: lp -d paper", "command:lp -d paper"),
        ])
    func reading(text: String, written: String) throws {
        #expect(try PrinterAddress(text).text == written)
    }

    @Test(
        "a mistake is told in one sentence that says what would be right",
        arguments: [
            "", "10.0.0.7", "socket://", "socket://host:0", "socket://host:99999", "socket://host:9100/x",
            "socket:host",
            "socket://a b", "ipp://host", "ipp:///ipp/print", "cups://", "cups://a/", "cups:///b", "cups://a/b/c",
            "command: ", "lpd://host/q",
        ])
    func mistakes(text: String) {
        let error = #expect(throws: PrinterError.self) { try PrinterAddress(text) }
        #expect(error?.code == .invalidAddress)
        #expect(error?.description.contains("://") == true || error?.description.contains("command:") == true)
    }
}
