public import Printing

/// What a practice printer is.
public struct PracticePrinterSettings: Equatable, Sendable {
    /// The address to listen on.
    public var host: String
    /// The port to listen on; 0 takes any that is free.
    public var port: Int
    /// What goes wrong.
    public var faults: PracticeFaults
    /// What it answers for `device.unique_id`.
    public var uniqueID = "PRACTICE0001"
    /// What it answers for `device.friendly_name`.
    public var name = "Practice printer"

    /// A printer on this computer.
    public init(host: String = "127.0.0.1", port: Int = 0, faults: PracticeFaults = PracticeFaults()) {
        self.host = host
        self.port = port
        self.faults = faults
    }
}

/// A label that came out of a practice printer.
public struct PrintedLabel: Equatable, Sendable {
    /// The number of the label, from 1.
    public let number: Int
    /// What is on it.
    public let label: ZPLLabel
}

/// Why there is no practice printer.
public enum PracticePrinterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another program listens there.
    case portInUse(port: Int)
    /// The address cannot be listened on; in the system's words.
    case cannotListen(host: String, reason: String)
    /// A fault is none that it knows.
    case invalidFault(String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .portInUse(let port): "Port \(port) is in use; name another one."
        case .cannotListen(let host, let reason): "\(host) cannot be listened on: \(reason)."
        case .invalidFault(let fault): "“\(fault)” is no fault: there are \(PracticeFaults.forms)."
        }
    }
}
