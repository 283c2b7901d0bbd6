/// How one installation writes what the documents leave open: the names of query parameters and the body of a command.
///
/// Requests are made in the usual words and translated into the installation's in one place, where they are sent, so
/// that none can be forgotten. Source: the seed lost the names of its parameters, and older guides put a command's
/// values flat.
public struct Dialect: Hashable, Sendable {
    /// The names under which parameters are known.
    public var parameterNames: ParameterNames
    /// Where the values of a command stand.
    public var commandBody: CommandBody

    /// The usual dialect, but for what is given.
    public init(parameterNames: ParameterNames = .init(), commandBody: CommandBody = .nested) {
        self.parameterNames = parameterNames
        self.commandBody = commandBody
    }
}

extension Request {
    /// The query as an installation is asked it; what comes to say the same twice is said once.
    public func query(in dialect: Dialect) -> [QueryItem] {
        var items: [QueryItem] = []
        for item in query {
            let renamed = QueryItem(dialect.parameterNames.name(of: item.name, at: endpoint), item.value)
            if !items.contains(renamed) { items.append(renamed) }
        }
        return items
    }

    /// The body as an installation takes it; nil for none.
    public func body(in dialect: Dialect) -> JSONValue? {
        guard endpoint == .command, dialect.commandBody == .flat else { return body }
        return body.map(CommandBody.flattened)
    }
}

/// The names under which an installation knows query parameters, where they differ from the usual ones.
public struct ParameterNames: Hashable, Sendable {
    /// What is renamed in every list that takes it, from the usual name to the installation's.
    public var everywhere: [String: String]
    /// What is renamed in one list alone; it wins.
    public var lists: [Endpoint: [String: String]]

    /// The usual names, but for these.
    public init(_ everywhere: [String: String] = [:], lists: [Endpoint: [String: String]] = [:]) {
        self.everywhere = everywhere
        self.lists = lists
    }

    /// The name to put into a query for what is usually called so.
    public func name(of usual: String, at endpoint: Endpoint) -> String {
        lists[endpoint]?[usual] ?? everywhere[usual] ?? usual
    }

    /// A name that stands for two parameters of one list, which would be ambiguous in a query; nil when there is none.
    public var clash: (name: String, endpoint: Endpoint, first: String, second: String)? {
        for endpoint in Endpoint.allCases {
            var usual: [String: String] = [:]
            for parameter in endpoint.queryNames {
                let name = name(of: parameter, at: endpoint)
                if let first = usual.updateValue(parameter, forKey: name) {
                    return (name, endpoint, first, parameter)
                }
            }
        }
        return nil
    }
}
