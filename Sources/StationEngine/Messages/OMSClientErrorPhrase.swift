public import Language
import OMS
public import OMSClient

extension OMSClientError: PhrasedError {
    /// What went wrong, and whether the command may have been applied all the same.
    public var phrase: Phrase {
        .list([cause, Phrase(isAmbiguous ? "oms-error.ambiguous" : "oms-error.end")], .none)
    }

    private var cause: Phrase {
        switch code {
        case .invalidSettings: fault?.phrase ?? detail.map(Phrase.verbatim) ?? Phrase("oms-error.settings")
        case .unknownHost: phrase("unknown-host")
        case .couldNotConnect: phrase("no-connection")
        case .tls: phrase("tls")
        case .timedOut: phrase("timed-out")
        case .cutOff: phrase("cut-off")
        case .tooLarge: Phrase("oms-error.too-large", ["asked": asked, "limit": detail ?? "allowed"])
        case .undecodable:
            detail.map { Phrase("oms-error.undecodable.detail", ["asked": asked, "detail": $0]) }
                ?? Phrase("oms-error.undecodable", ["asked": asked])
        case .redirected: phrase("redirected")
        case .foreignHost: Phrase("label.link.host", ["host": detail ?? ""])
        case .status(let status): phrase(status < 500 ? "refused" : "failed-at", status)
        case .cancelled: Phrase("oms-error.cancelled", ["asked": asked])
        case .closed: Phrase("oms-error.closed", ["asked": asked])
        case .failed: phrase("not-sent")
        }
    }

    /// A phrase with what is known besides behind it, in brackets.
    private func phrase(_ key: String, _ status: Int? = nil) -> Phrase {
        let said = words.map(Self.withoutStop)
        let sentence: Phrase
        if let status {
            sentence = Phrase(
                "oms-error.\(key)" + (said == nil ? "" : ".words"),
                ["asked": asked, "status": String(status), "words": said ?? ""])
        } else {
            sentence = Phrase("oms-error.\(key)", ["asked": asked])
        }
        guard let known = hint?.phrase ?? detail.map({ .verbatim(Self.withoutStop($0)) }) else { return sentence }
        return .list([sentence, Phrase("oms-error.in-brackets", ["text": known])], .blank)
    }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

extension OMSClientError.AuthorizationHint {
    /// A part of a sentence.
    fileprivate var phrase: Phrase {
        switch self {
        case .otherScheme(let scheme): Phrase("oms-error.hint.scheme", ["scheme": scheme.rawValue])
        case .loginDidNotHelp: Phrase("oms-error.hint.login-did-not-help")
        case .noToken: Phrase("oms-error.hint.no-token")
        case .noLogin: Phrase("oms-error.hint.no-login")
        }
    }
}

extension SettingsFault {
    /// A sentence without its full stop.
    fileprivate var phrase: Phrase {
        switch self {
        case .noURL(let address, let text):
            Phrase(
                "oms-settings.no-url",
                [
                    "text": text.map { Phrase("quoted", ["text": $0]) } ?? Phrase("oms-settings.this"),
                    "address": address.phrase, "example": OMS.exampleBaseURL,
                ])
        case .holdsPassword(let address, let host):
            Phrase("oms-settings.holds-password", ["address": address.phrase, "host": host])
        case .hasQuery(let address, let host):
            Phrase("oms-settings.has-query", ["address": address.phrase, "host": host])
        case .unencrypted(let text): Phrase("oms-settings.unencrypted", ["text": text])
        case .token: Phrase("oms-settings.token")
        case .certificateFile(let path): Phrase("oms-settings.certificate-file", ["path": path])
        }
    }
}

extension SettingsFault.Address {
    fileprivate var phrase: Phrase { Phrase("oms-settings.address.\(rawValue)") }
}
