/// Why a sandbox could not be started, or could not do what it was asked in the process.
public enum SandboxError: Error, Equatable, Sendable {
    /// Another program listens on the port.
    case portInUse(host: String, port: Int)
    /// The address cannot be listened on, in the system's words.
    case cannotListen(host: String, port: Int, reason: String)
    /// The database cannot be opened, read or written, in SQLite's words; the path is nil for one in memory.
    case database(path: String?, reason: String)
    /// A setting has a value that it cannot have.
    case setting(String, String, expected: String)
    /// A fault profile cannot be read; the reason names the place in it.
    case faultProfile(reason: String)
    /// There is no package with this id.
    case noSuchPackage(Int64)
    /// A command given in the process was refused, in the words of the sandbox's answer.
    case refused(status: Int, body: String)
    /// The sandbox has been stopped.
    case stopped
}

extension SandboxError: CustomStringConvertible {
    /// One sentence for people: what is wrong, and what would be right.
    public var description: String {
        switch self {
        case .portInUse(let host, let port):
            "Port \(port) of \(host) is in use by another program: choose another port, or 0 for any that is free."
        case .cannotListen(let host, let port, let reason):
            "The sandbox cannot listen on port \(port) of \(host): \(reason)."
        case .database(let path, let reason):
            "The sandbox cannot use the database \(path ?? "in memory"): \(reason)."
        case .setting(let name, let value, let expected):
            "\(value) is no value for \(name) of the sandbox: it must be \(expected)."
        case .faultProfile(let reason):
            "This is no fault profile: \(reason)."
        case .noSuchPackage(let id):
            "The sandbox has no package with the id \(id)."
        case .refused(let status, let body):
            "The sandbox refused the command with status \(status): \(body)"
        case .stopped:
            "The sandbox has been stopped."
        }
    }
}
