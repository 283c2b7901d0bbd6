import OMS
import Testing

@testable import OMSClient

@Suite("Settings of the connection")
struct SettingsTests {
    private func refusal(_ url: String, allowsPlainHTTP: Bool = false) -> String? {
        do {
            _ = try OMSClientSettings(baseURL: url, allowsPlainHTTP: allowsPlainHTTP)
            return nil
        } catch {
            return error.code == .invalidSettings ? error.description : "\(error.code)"
        }
    }

    @Test(
        "are taken with every URL that can be one",
        arguments: [
            "https://shop-oms.akinon.net/api/v1/oms", "https://shop-oms.akinon.net/api/v1/oms/", "HTTPS://x.example",
            "https://10.0.0.5:8443/oms", "http://127.0.0.1:8765/api/v1/oms", "http://localhost:1",
            "http://[::1]:8765/oms",
        ])
    func taken(url: String) {
        #expect(refusal(url) == nil)
    }

    @Test(
        "are refused with what would be right, where the URL is none",
        arguments: [
            "", "shop-oms.akinon.net/api", "ftp://x.example", "https://", "https://a b/oms",
            "https://{customer}-oms.akinon.net",
        ])
    func noURL(url: String) {
        #expect(
            refusal(url)
                == "“\(url)” is no base URL of an OMS: it has to look like https://{customer}-oms.akinon.net/api/v1/oms."
        )
    }

    @Test("are refused where the token would travel unencrypted, unless that is allowed")
    func plain() {
        let url = "http://oms.example/api"
        #expect(
            refusal(url) == "“\(url)” would send the token unencrypted: use https://, or allow plain HTTP by name.")
        #expect(refusal(url, allowsPlainHTTP: true) == nil)
        #expect(refusal("http://127.evil.example/oms") != nil, "a name is not the loopback because it begins like it")
        #expect(refusal("http://localhost.evil.example/oms") != nil)
    }

    @Test("are refused where the URL holds more than a place, without showing a password")
    func tooMuch() {
        #expect(
            refusal("https://ayse:geheim@oms.example/")
                == "The base URL of an OMS for oms.example holds a user or password: give them as settings of their own."
        )
        #expect(
            refusal("https://oms.example/api?key=1")
                == "The base URL of an OMS for oms.example has something after its path: it has to end before “?” and “#”."
        )
        #expect(refusal("http:/x:geheim@y")?.contains("geheim") == false)
    }

    @Test(
        "are refused with a token that cannot be sent, without showing it", arguments: ["", "two words", "a\r\nb", "ş"])
    func token(text: String) throws {
        let error = #expect(throws: OMSClientError.self) {
            try OMSClientSettings(baseURL: "https://x.example", authorization: Authorization(token: text))
        }
        #expect(
            error?.description
                == "The token cannot be sent: it has to be one word of letters, digits and signs, without blanks.")
    }

    @Test("are refused with a login URL that is none, and with authorities that cannot be read")
    func others() throws {
        let login = Authorization.Login(url: "oms.example", username: "a", password: "b")
        let error = #expect(throws: OMSClientError.self) {
            try OMSClientSettings(baseURL: "https://x.example", authorization: Authorization(login: login))
        }
        #expect(error?.description.hasPrefix("“oms.example” is no login URL") == true)
        let other = #expect(throws: OMSClientError.self) {
            try OMSClientSettings(baseURL: "https://x.example", certificateAuthorities: "/nowhere/ca.pem")
        }
        #expect(
            other?.description
                == "The file of certificate authorities “/nowhere/ca.pem” cannot be read: give the path of a PEM file.")
    }

    @Test("show no secret when they are printed")
    func printed() throws {
        let login = Authorization.Login(url: "https://x.example/login", username: "a", password: "pass-word")
        let settings = try OMSClientSettings(
            baseURL: "https://x.example", authorization: Authorization(token: "secret-token", login: login))
        var text = "\(settings) " + String(reflecting: settings)
        dump(settings, to: &text)
        #expect(!text.contains("secret-token"))
        #expect(!text.contains("pass-word"))
    }
}
