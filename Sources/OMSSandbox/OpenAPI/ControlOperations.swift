/// The sandbox's own paths, for the API description.
extension Control {
    var operation: Operation {
        switch self {
        case .logIn:
            operation(
                "Gives a token for a user name and a password", body: .loginBody, needsToken: false,
                .success(200, .object(["key": .string()])), or: [.badRequest, .tooLarge])
        case .requests:
            operation("The requests that arrived, the last 10,000 of them", .success(200, .array(of: .loggedRequest)))
        case .forgetRequests: operation("Forgets the requests so far", .success(204, nil))
        case .applied:
            operation("The commands that came over HTTP and were applied", .success(200, .array(of: .appliedCommand)))
        case .faults: operation("What goes wrong on purpose", .success(200, .faultProfile))
        case .setFaults:
            operation(
                "Says what is to go wrong from now on", body: .faultProfileBody, .success(200, .faultProfile),
                or: [.badRequest, .tooLarge])
        case .description:
            operation(
                "This description", needsToken: false,
                .success(200, .object(["openapi": .string(pattern: #"^3\.1\."#)], others: true)))
        }
    }

    private func operation(
        _ summary: String, body: JSONSchema? = nil, needsToken: Bool = true, _ success: Operation.Response,
        or refusals: [Operation.Response] = []
    ) -> Operation {
        Operation(
            id: rawValue, method: route.method, path: route.path, tag: "sandbox", summary: summary, body: body,
            needsToken: needsToken, success: success, refusals: refusals + (needsToken ? [.unauthorized] : []))
    }
}

extension JSONSchema {
    fileprivate static let loggedRequest = JSONSchema.named(
        "LoggedRequest",
        .object([
            "number": .integer(minimum: 1), "date": .moment, "method": .string(), "path": .string(),
            "query": .string().orNull, "body": .string(), "user": .string().orNull,
            "status": JSONSchema.integer(minimum: 100, maximum: 599).orNull,
            "fault": JSONSchema.string(among: Fault.Kind.allCases.map(\.rawValue)).orNull,
            "seconds": .number(minimum: 0),
        ]))

    fileprivate static let appliedCommand = JSONSchema.named(
        "AppliedCommand",
        .object([
            "log": .id, "package": .id, "transition": .id, "slug": .string(among: Transition.all.map(\.slug)),
            "user": .string(), "date": .moment, "inputs": .anyObject,
        ]))
}
