/// What the sandbox answers: a status and JSON, or a status alone.
struct SandboxAnswer: Equatable, Sendable {
    let status: Int
    var body: [UInt8]
    /// The methods that the path has, where another was used.
    var allowed: [String] = []
    /// How a client has to show who it is, where it did not.
    var challenge: String?

    /// Nothing to say, as after a command.
    static let noContent = SandboxAnswer(status: 204, body: [])

    static func json(status: Int = 200, _ write: (inout JSONText) -> Void) -> SandboxAnswer {
        SandboxAnswer(status: status, body: JSONText.bytes(of: write))
    }
}

/// A request that is not done, with the answer that says why, in one of the shapes that the OMS has for it.
struct Refusal: Error, Equatable, Sendable {
    let answer: SandboxAnswer

    private init(_ answer: SandboxAnswer) {
        self.answer = answer
    }

    private init(_ status: Int, _ members: (inout JSONText) -> Void) {
        answer = .json(status: status) { $0.object(members) }
    }

    /// `{"detail": "…"}`, as most refusals are.
    static func detail(_ status: Int, _ words: String) -> Refusal {
        Refusal(status) { $0.member("detail", words) }
    }

    /// `{"name": ["…"]}`, for a parameter or a member of the body.
    static func field(_ name: String, _ words: String) -> Refusal {
        Refusal(400) { json in json.array(name, [words]) { $0.value($1) } }
    }

    /// `{"a": {"b": ["…"]}}`, for what is wrong inside a member of the body.
    static func nested(_ path: [String], _ words: String) -> Refusal {
        func write(_ path: ArraySlice<String>, to json: inout JSONText) {
            guard let name = path.first else { return }
            guard path.count > 1 else { return json.array(name, [words]) { $0.value($1) } }
            json.object(name) { write(path.dropFirst(), to: &$0) }
        }
        return Refusal(400) { write(path[...], to: &$0) }
    }

    /// `{"non_field_errors": ["…"]}`, for what no single member is to blame for.
    static func validation(_ words: String) -> Refusal {
        field("non_field_errors", words)
    }

    /// `{"code": "…", "en": "…"}` with status 406, for what the business does not allow.
    static func business(_ code: String, _ words: String) -> Refusal {
        Refusal(406) { json in
            json.member("code", code)
            json.member("en", words)
        }
    }

    static let notFound = detail(404, "Not found.")
    static let invalidPage = detail(404, "Invalid page.")
    static let invalidToken = detail(401, "Invalid token.")
    static let noToken = detail(401, "Authentication credentials were not provided.")
    static func wrongScheme(_ challenge: String) -> Refusal {
        var answer = noToken.answer
        answer.challenge = challenge
        return Refusal(answer)
    }

    static let notJSON = detail(400, "JSON parse error - the body is not JSON.")

    static func methodNotAllowed(_ method: String, allowed: [String]) -> Refusal {
        var answer = detail(405, "Method \"\(method)\" not allowed.").answer
        answer.allowed = allowed
        return Refusal(answer)
    }

    static func required(_ name: String) -> Refusal {
        field(name, "This field is required.")
    }

    static func noSuch(_ name: String, _ key: String) -> Refusal {
        field(name, "Invalid pk \"\(key)\" - object does not exist.")
    }
}
