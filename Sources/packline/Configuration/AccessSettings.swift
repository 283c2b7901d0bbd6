import Foundation
import Language
import OMSClient
import StationEngine

// The settings of the connection: where the OMS is, and what lets Packline in.
extension Settings {
    /// How the OMS is reached.
    func client() throws -> OMSClientSettings {
        guard let url = self[.url] else {
            let phrase = Phrase("program.no-oms", ["setting": Setting.url.rawValue, "variable": Setting.url.variable])
            throw Failure(phrase, Status.configuration)
        }
        let login = try login()
        let scheme = try read(.scheme, Authorization.Scheme.init(rawValue:)) ?? .bearer
        do {
            var settings = try OMSClientSettings(
                baseURL: url, authorization: Authorization(token: try token(), scheme: scheme, login: login),
                allowsPlainHTTP: try flag(.allowHTTP) ?? false, certificateAuthorities: self[.certificateAuthorities])
            settings.dialect = try dialect()
            settings.baseURLName = Setting.url.rawValue
            return settings
        } catch let error as OMSClientError {
            let place = origin(of: .url) ?? .verbatim(Setting.url.rawValue)
            throw Failure(
                Phrase("configuration.sentence-at", ["place": place, "sentence": error.phrase]), Status.configuration)
        }
    }

    private func token() throws -> String? {
        if let token = self[.token] { return token }
        if let path = self[.tokenFile] { return try SecretFile.read(path) }
        if let command = self[.tokenCommand] { return try SecretFile.run(command) }
        if self[.loginURL] != nil { return nil }
        let phrase = Phrase(
            "program.no-token", ["setting": Setting.tokenFile.rawValue, "variable": Setting.token.variable])
        throw Failure(phrase, Status.configuration)
    }

    private func login() throws -> Authorization.Login? {
        if let url = self[.loginURL], let username = self[.username], let password = self[.password] {
            return Authorization.Login(url: url, username: username, password: password)
        }
        // A token needs no login.
        guard let fault = loginFault, !hasToken else { return nil }
        throw Failure(fault, Status.configuration)
    }

    private var hasToken: Bool { [Setting.token, .tokenFile, .tokenCommand].contains { self[$0] != nil } }

    /// What a login lacks that is set in part; nil where it is whole, or none is set.
    var loginFault: Phrase? {
        let parts: [Setting] = [.loginURL, .username, .password]
        let given = parts.filter { self[$0] != nil }.map(\.rawValue)
        guard !given.isEmpty else { return nil }
        let missing = parts.filter { self[$0] == nil }.map(\.rawValue)
        guard !missing.isEmpty else { return nil }
        let and = { (names: [String]) in
            names.count == 2 ? Phrase("program.both", ["first": names[0], "second": names[1]]) : .verbatim(names[0])
        }
        return Phrase("program.login-in-part", ["count": given.count, "given": and(given), "missing": and(missing)])
    }
}
