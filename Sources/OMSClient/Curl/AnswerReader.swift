import OMS

/// Turns a response into a value, or into the error that says what happened.
struct AnswerReader {
    /// What was asked, such as `GET /packages/73/`.
    let asked: String
    /// Whether nothing could have been changed by it.
    let isRead: Bool
    /// What must not appear in any words.
    let secrets: [Secret]
    /// How the client showed who it is, for what to say when the OMS does not take it; nil for a login.
    let authorization: Authorization?
    /// The names of what was sent, which an answer can blame.
    var sentNames: Set<String> = []
    /// What to say besides when a server answers that is no OMS; nil where an OMS can have no answer either.
    var hintForNoOMS: String?

    /// The error of an exchange that brought no answer.
    func error(_ failure: HTTPFailure) -> OMSClientError {
        let deliveryStatus: OMSClientError.DeliveryStatus = isRead ? .harmless : failure.wasSent ? .unknown : .notSent
        return OMSClientError(
            failure.code, asked: asked, deliveryStatus: deliveryStatus, detail: failure.detail, wasSent: failure.wasSent
        )
    }

    /// The error of a request for which a login got no token; whatever the login's error, nothing was applied.
    func error(login: OMSClientError) -> OMSClientError {
        let deliveryStatus: OMSClientError.DeliveryStatus = isRead ? .harmless : .notSent
        if login.isRefusedLogin, let status = login.status {
            return OMSClientError(
                .status(401), asked: asked, deliveryStatus: deliveryStatus, status: 401, words: login.words,
                detail: "the login at \(login.asked) was refused with \(status)")
        }
        var error = login
        error.deliveryStatus = deliveryStatus
        return error
    }

    /// The value of an answer.
    func value<Answer>(
        of response: HTTPResponse, by read: ([UInt8]) throws -> Answer
    ) throws(OMSClientError) -> Answer {
        guard (200..<300).contains(response.status) else { throw refusal(response) }
        if let reason = reasonNotJSON(response) { throw undecodable(response, reason) }
        do {
            return try read(response.body)
        } catch let problem as JSONError where problem.code == .cutOff {
            throw error(.cutOff, response, detail: problem.description)
        } catch {
            throw undecodable(response, "cannot be used: \(error)")
        }
    }

    /// The error of an answer whose status is no success.
    private func refusal(_ response: HTTPResponse) -> OMSClientError {
        if (300..<400).contains(response.status), let location = response.location {
            let target = "to \(Self.withoutQuery(removingSecrets(location)))"
            return error(
                .redirected, response, detail: [target, hintForNoOMS].compactMap(\.self).joined(separator: "; "))
        }
        let hint = response.status == 401 ? authorization?.hint(for: response.challenge) : nil
        let detail = response.status == 404 ? hintForNoOMS : hint?.words
        var refusal = error(.status(response.status), response, detail: detail)
        refusal.hint = hint
        return refusal
    }

    /// What the body is when it is not JSON.
    ///
    /// A read's own reader refuses what is not JSON. A command's answer is mostly not read at all, but a page of some
    /// proxy must not pass for an answer of the OMS.
    private func reasonNotJSON(_ response: HTTPResponse) -> String? {
        if Self.isPage(response) {
            return "is HTML" + (words(response).map { ": \($0)" } ?? "") + (hintForNoOMS.map { " (\($0))" } ?? "")
        }
        if isRead || response.body.isEmpty { return nil }
        do {
            _ = try JSONDocument(response.body)
            return nil
        } catch {
            return "cannot be used: \(error)"
        }
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        let isHTML = response.contentType?.lowercased().hasPrefix("text/html") ?? false
        return isHTML || response.body.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "<")
    }

    private func undecodable(_ response: HTTPResponse, _ reason: String) -> OMSClientError {
        error(.undecodable, response, detail: removingSecrets(reason))
    }

    private func error(_ code: OMSClientError.Code, _ response: HTTPResponse, detail: String?) -> OMSClientError {
        let namesField =
            (400..<500).contains(response.status) && ErrorText.namesField(in: response.body, sent: sentNames)
        return OMSClientError(
            code, asked: asked, deliveryStatus: deliveryStatus(response.status), status: response.status,
            words: words(response),
            detail: detail, isPage: Self.isPage(response), namesField: namesField,
            retryAfter: response.retryAfter)
    }

    /// 3xx and 4xx say that the command was not applied; with a 5xx it may have been, and a success that cannot be
    /// read is not conclusive either.
    private func deliveryStatus(_ status: Int) -> OMSClientError.DeliveryStatus {
        isRead ? .harmless : (300..<500).contains(status) ? .refused : .unknown
    }

    private func words(_ response: HTTPResponse) -> String? {
        ErrorText.sentence(in: response.body).map(removingSecrets)
    }

    private func removingSecrets(_ words: String) -> String {
        secrets.reduce(words) { words, secret in secret.removed(from: words) }
    }

    private static func withoutQuery(_ location: String) -> String {
        String(location.prefix { $0 != "?" && $0 != "#" }.prefix(200))
    }
}
