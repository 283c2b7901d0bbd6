/// Why the OMS could not be asked, or did not answer what it should.
///
/// Tokens and passwords are never part of it.
public struct OMSClientError: Error, Equatable, Sendable {
    /// What went wrong.
    public enum Code: Hashable, Sendable {
        /// A setting cannot be used: the base URL, the token, the file of the certificate authorities.
        case invalidSettings
        /// The name of the host is not known.
        case unknownHost
        /// Nothing answers at that address.
        case couldNotConnect
        /// No trusted, encrypted connection could be made.
        case tls
        /// There was no connection, or no whole answer, in time.
        case timedOut
        /// The connection was lost before the answer was whole.
        case cutOff
        /// The answer is longer than allowed.
        case tooLarge
        /// The answer is not what was asked for: not JSON, or not the JSON expected.
        case undecodable
        /// The answer points elsewhere, where the token must not go.
        case redirected
        /// A document is at a host, its detail, that is none of those from which documents are fetched.
        case foreignHost
        /// The OMS answered with a status that is no success; 401 also stands for a login that it refused.
        case status(Int)
        /// The Swift task was cancelled.
        case cancelled
        /// The client was closed.
        case closed
        /// libcurl could not do its work, for a reason of its own.
        case failed
    }

    /// What became of a command, as far as this side of the network can know.
    public enum DeliveryStatus: Hashable, Sendable {
        /// A read: there was nothing to apply.
        case harmless
        /// The request never went out, or only to learn that a login is needed first: it was not applied.
        case notSent
        /// The OMS answered that it will not: it was not applied.
        case refused
        /// The request went out and no clear answer came back: it may have been applied.
        case unknown
    }

    /// What can be done about a 401.
    public enum AuthorizationHint: Hashable, Sendable {
        /// The OMS wants this scheme in the place of the one that is set.
        case otherScheme(Authorization.Scheme)
        /// There is a login, and a new token was refused too.
        case loginDidNotHelp
        /// There is no token.
        case noToken
        /// The token is refused, and there is no login that would get a new one.
        case noLogin

        /// A part of a sentence for people.
        var words: String {
            switch self {
            case .otherScheme(let scheme):
                "the OMS wants the scheme \(scheme.rawValue): set oms.scheme to \(scheme.rawValue)"
            case .loginDidNotHelp: "a new login did not help"
            case .noToken: "no token is configured"
            case .noLogin: "no login is configured that would get a new token"
            }
        }
    }

    /// What went wrong.
    public let code: Code
    /// What was asked, such as `GET /packages/73/`; empty when it is about the settings.
    public let asked: String
    /// What became of the command.
    public internal(set) var deliveryStatus: DeliveryStatus
    /// The status that the OMS answered with; nil when no answer came.
    public let status: Int?
    /// The first sentence of what the OMS said; nil when it said nothing.
    public let words: String?
    /// What is known besides, in words: libcurl's, or those of the reader of the answer.
    public let detail: String?
    /// Whether a page of HTML came in the place of JSON: some proxy's word, and not the OMS's.
    public let isPage: Bool
    /// Whether the answer names a field of the request that is to blame.
    public let namesField: Bool
    /// How long the OMS asks to wait, by `Retry-After`.
    public let retryAfter: Duration?
    /// Whether something took the request; an answer says that it did.
    let wasSent: Bool
    /// What is wrong with the settings; nil for anything else.
    public internal(set) var fault: SettingsFault?
    /// What can be done about a 401; nil for anything else.
    public internal(set) var hint: AuthorizationHint?

    init(
        _ code: Code, asked: String = "", deliveryStatus: DeliveryStatus = .notSent, status: Int? = nil,
        words: String? = nil,
        detail: String? = nil, isPage: Bool = false, namesField: Bool = false, retryAfter: Duration? = nil,
        wasSent: Bool = false
    ) {
        self.code = code
        self.asked = asked
        self.deliveryStatus = deliveryStatus
        self.status = status
        self.words = words
        self.detail = detail
        self.isPage = isPage
        self.namesField = namesField
        self.retryAfter = retryAfter
        self.wasSent = wasSent || status != nil
    }

    /// An error about the settings.
    init(_ fault: SettingsFault) {
        self.init(.invalidSettings, detail: fault.words)
        self.fault = fault
    }

    /// Whether the OMS may have applied the command although it did not say so.
    ///
    /// The package and its log must be read before the command is sent again.
    public var isAmbiguous: Bool { deliveryStatus == .unknown }

    /// Whether the failure is temporary: the same may well succeed a little later.
    public var isTemporary: Bool {
        switch code {
        case .status(let status): Self.temporaryStatuses.contains(status)
        case .timedOut, .cutOff: wasSent
        default: false
        }
    }

    /// By these the OMS, or a proxy before it, says that it may be otherwise a little later.
    static let temporaryStatuses: Set<Int> = [429, 502, 503, 504]
}

extension OMSClientError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let end = isAmbiguous ? "; whether it was applied is not known." : "."
        return sentence + end
    }

    private var sentence: String {
        switch code {
        case .invalidSettings: detail ?? "A setting of the connection to the OMS cannot be used"
        case .unknownHost: "\(asked) could not be sent: the name of the OMS's host is not known\(inBrackets)"
        case .couldNotConnect: "\(asked) could not be sent: nothing answers at the OMS's address\(inBrackets)"
        case .tls: "\(asked) could not be sent: the OMS's certificate or encryption is not to be trusted\(inBrackets)"
        case .timedOut: "\(asked) was not answered in time\(inBrackets)"
        case .cutOff: "The connection was lost before \(asked) was answered whole\(inBrackets)"
        case .tooLarge: "The answer of \(asked) was refused: it is longer than \(detail ?? "allowed")"
        case .undecodable: "The answer of \(asked) \(detail ?? "is not what was asked for")"
        case .redirected: "The OMS sends \(asked) elsewhere, where the token must not go\(inBrackets)"
        case .foreignHost: "\(asked) was not asked for: its host is none of those that are allowed"
        case .status(let status): sentence(for: status)
        case .cancelled: "\(asked) was cancelled"
        case .closed: "\(asked) was not finished: the connection to the OMS was closed"
        case .failed: "\(asked) could not be sent\(inBrackets)"
        }
    }

    private func sentence(for status: Int) -> String {
        let verb = status < 500 ? "refused" : "failed at"
        return "The OMS \(verb) \(asked) with \(status)" + (withoutStop(words).map { ": \($0)" } ?? "") + inBrackets
    }

    private var inBrackets: String { withoutStop(detail).map { " (\($0))" } ?? "" }

    private func withoutStop(_ text: String?) -> String? {
        text.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    }
}
