import Testing

@testable import OMSSandbox

@Suite("Moments")
struct InstantTests {
    @Test(
        "a moment is written as the OMS writes it and read back",
        arguments: [
            "2020-05-12T14:11:10.580441Z", "1970-01-01T00:00:00.000000Z", "1969-12-31T23:59:59.999999Z",
            "2024-02-29T12:00:00.000001Z", "1900-03-01T00:00:00.000000Z", "2100-12-31T23:59:59.000000Z",
        ])
    func roundTrip(_ text: String) throws {
        #expect(try #require(Instant(text)).text == text)
    }

    @Test(
        "dates and times are read with and without seconds, fraction and zone",
        arguments: [
            ("2020-05-12", "2020-05-12T00:00:00.000000Z"),
            ("2020-05-12T14:11", "2020-05-12T14:11:00.000000Z"),
            ("2020-05-12 14:11:10", "2020-05-12T14:11:10.000000Z"),
            ("2020-05-12T14:11:10.5Z", "2020-05-12T14:11:10.500000Z"),
            ("2020-05-12T14:11:10.123456789Z", "2020-05-12T14:11:10.123456Z"),
            ("2020-05-12T01:00:00+03:00", "2020-05-11T22:00:00.000000Z"),
            ("2020-05-12T23:30:00-01:00", "2020-05-13T00:30:00.000000Z"),
        ])
    func reading(_ text: String, _ expected: String) {
        #expect(Instant(text)?.text == expected)
    }

    @Test(
        "what is no date is not read",
        arguments: [
            "", "x", "2020", "2020-13-01", "2020-02-30", "2023-02-29", "2020-05-12T", "2020-05-12T24:00",
            "2020-05-12T10:00+3", "2020-05-12T10:60", "2020-5-12", "2020-05-12T10:00:00.", "+020-05-12", "٢٠٢٠-٠٥-١٢",
        ])
    func refused(_ text: String) {
        #expect(Instant(text) == nil)
    }
}
