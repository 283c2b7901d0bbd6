public import Language
public import OMSClient

extension OMSClientError: PhrasedError {
    /// What went wrong, and whether the command may have been applied all the same.
    public var phrase: Phrase {
        .list([cause, Phrase(isAmbiguous ? "oms-error.ambiguous" : "oms-error.end")], .none)
    }

    private var cause: Phrase {
        switch code {
        case .invalidSettings: detail.map(Phrase.verbatim) ?? Phrase("oms-error.settings")
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
        guard let detail else { return sentence }
        return .list([sentence, .verbatim("(\(Self.withoutStop(detail)))")], .blank)
    }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
