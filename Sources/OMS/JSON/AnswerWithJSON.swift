/// An answer together with the JSON that it was read from, for what hands the OMS's own words on.
public struct AnswerWithJSON<Answer: Sendable>: Sendable {
    /// What was read.
    public let value: Answer
    /// What came; a missing value where nothing did.
    public let json: JSON
}

extension Request {
    /// The same request, answered with the OMS's own JSON besides.
    public var verbatim: Request<AnswerWithJSON<Answer>> {
        Request<AnswerWithJSON<Answer>>(endpoint, path: path, query: query, body: body) { bytes in
            // The request's own reader says what may be wrong with the answer.
            let value = try read(bytes)
            return AnswerWithJSON(value: value, json: bytes.isEmpty ? JSON.missing : try JSONDocument(page: bytes).root)
        }
    }
}
