import Testing

@testable import HTTPListener

@Suite("The date of an answer")
struct HTTPDateTests {
    @Test(
        "is written as HTTP has it",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_589_292_670, "Tue, 12 May 2020 14:11:10 GMT"),
            (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
        ])
    func text(seconds: Int, text: String) { #expect(HTTPDate.text(at: seconds) == text) }
}
