/// What goes wrong on purpose, how often and where.
///
/// As JSON, for `--faults` and `PUT /_sandbox/faults`:
/// ```json
/// {"seed": 7, "faults": [
///   {"kind": "status", "status": 429, "retry_after": 2, "probability": 0.1},
///   {"kind": "reset_after", "paths": ["*/command/"], "methods": ["POST"], "times": 1}
/// ]}
/// ```
public struct FaultProfile: Codable, Equatable, Sendable {
    /// The seed of the random numbers: the same seed and the same requests in the same order give the same faults.
    public var seed: UInt64
    /// The faults; the first one that fits a request, and is drawn, happens.
    ///
    /// Latency is added to any other, and so is what is ignored.
    public var faults: [Fault]

    /// Makes a profile; without faults nothing goes wrong.
    public init(seed: UInt64 = 0, faults: [Fault] = []) {
        self.seed = seed
        self.faults = faults
    }

    /// Reads a profile in which either part may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0
        faults = try container.decodeIfPresent([Fault].self, forKey: .faults) ?? []
    }
}

/// One thing that goes wrong.
public struct Fault: Codable, Equatable, Sendable {
    /// The failures of an OMS, or of the network before it.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// The answer is held back for `seconds`, and is otherwise right.
        case latency
        /// The request is not handled and is answered with `status` and the OMS's `{"detail": …}`.
        case status
        /// The request is not handled and is answered with `status` and a page of HTML, as a proxy does.
        case html
        /// The request is handled, and its answer ends half way although its length was announced.
        case cut
        /// The connection is reset, and the request is not handled.
        case resetBefore = "reset_before"
        /// The request is handled, a command applied, and the connection reset before anything is answered.
        case resetAfter = "reset_after"
        /// The request is handled and answered with status 200 and bytes that are not JSON.
        case garbage
        /// The request is handled, and its answer arrives a few bytes at a time, over `seconds`.
        case drip
        /// The request is handled and never answered; the connection stays open for `seconds`.
        case silence
        /// The request is handled and answered with a JSON string of `bytes` bytes.
        case huge
        /// Before the request is handled, the package that its path names gets one more item.
        case addItem = "add_item"
        /// Before the request is handled, the last item of the package is taken off.
        case removeItem = "remove_item"
        /// Before the request is handled, the items of the package get other ids.
        case renewItems = "renew_items"
        /// Before the request is handled, the package is cancelled.
        case cancelPackage = "cancel_package"
        /// Before the request is handled, the package is deleted.
        case removePackage = "remove_package"
        /// The request is handled, and one number in its answer, in the first row of a list, is written `NaN`.
        case nan
        /// The request is handled as if it had none of `parameters` in its query, and any other fault may happen besides.
        case ignore
        /// The request is handled, and the first `rows` packages of its answer are gone once it is answered.
        case leave
    }

    /// What happens.
    public var kind: Kind
    /// How often it happens, 0 (never) to 1 (always).
    public var probability: Double
    /// The paths it happens on, `*` standing for any characters; empty is every path but `/_sandbox/…`.
    public var paths: [String]
    /// The methods it happens on; empty is every method.
    public var methods: [String]
    /// How often it happens at most; nil is without end.
    public var times: Int?
    /// The status of `status` and `html`.
    public var status: Int
    /// The body of `status`, such as `["Package is locked"]`; nil is the OMS's `{"detail": …}`.
    public var body: String?
    /// The whole seconds of a `Retry-After` header; nil sends none.
    public var retryAfter: Int?
    /// How long `latency`, `drip` and `silence` last.
    public var seconds: Double
    /// How long the answer of `huge` is.
    public var bytes: Int
    /// The query parameters that `ignore` does not see.
    public var parameters: [String]
    /// How many packages `leave`.
    public var rows: Int

    /// Makes a fault; what is left out has its default.
    public init(
        _ kind: Kind,
        probability: Double = 1,
        paths: [String] = [],
        methods: [String] = [],
        times: Int? = nil,
        status: Int = 500,
        body: String? = nil,
        retryAfter: Int? = nil,
        seconds: Double = 1,
        bytes: Int = 50_000_000,
        parameters: [String] = [],
        rows: Int = 1
    ) {
        self.kind = kind
        self.probability = probability
        self.paths = paths
        self.methods = methods
        self.times = times
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
        self.seconds = seconds
        self.bytes = bytes
        self.parameters = parameters
        self.rows = rows
    }

    enum CodingKeys: String, CodingKey {
        case kind, probability, paths, methods, times, status, body, seconds, bytes, parameters, rows
        case retryAfter = "retry_after"
    }

    /// Reads a fault in which everything but the kind may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let plain = Fault(try container.decode(Kind.self, forKey: .kind))
        kind = plain.kind
        probability = try container.decodeIfPresent(Double.self, forKey: .probability) ?? plain.probability
        paths = try container.decodeIfPresent([String].self, forKey: .paths) ?? plain.paths
        methods = try container.decodeIfPresent([String].self, forKey: .methods) ?? plain.methods
        times = try container.decodeIfPresent(Int.self, forKey: .times)
        status = try container.decodeIfPresent(Int.self, forKey: .status) ?? plain.status
        body = try container.decodeIfPresent(String.self, forKey: .body)
        retryAfter = try container.decodeIfPresent(Int.self, forKey: .retryAfter)
        seconds = try container.decodeIfPresent(Double.self, forKey: .seconds) ?? plain.seconds
        bytes = try container.decodeIfPresent(Int.self, forKey: .bytes) ?? plain.bytes
        parameters = try container.decodeIfPresent([String].self, forKey: .parameters) ?? plain.parameters
        rows = try container.decodeIfPresent(Int.self, forKey: .rows) ?? plain.rows
    }
}

extension FaultProfile {
    /// Refuses a profile with a number out of its bounds.
    func check() throws(SandboxError) {
        for fault in faults {
            guard (0...1).contains(fault.probability) else {
                throw .setting("probability", "\(fault.probability)", expected: "a number from 0 to 1")
            }
            guard (200...599).contains(fault.status) else {
                throw .setting("status", "\(fault.status)", expected: "an HTTP status from 200 to 599")
            }
            guard (0...3600).contains(fault.seconds) else {
                throw .setting("seconds", "\(fault.seconds)", expected: "a number from 0 to 3600")
            }
            guard (0...1_000_000_000).contains(fault.bytes) else {
                throw .setting("bytes", "\(fault.bytes)", expected: "a number from 0 to 1,000,000,000")
            }
            guard (0...1_000).contains(fault.rows) else {
                throw .setting("rows", "\(fault.rows)", expected: "a number from 0 to 1000")
            }
            if let retryAfter = fault.retryAfter, !(0...86_400).contains(retryAfter) {
                throw .setting("retry_after", "\(retryAfter)", expected: "a number of seconds from 0 to 86,400")
            }
            if let times = fault.times, times < 0 {
                throw .setting("times", "\(times)", expected: "0 or more")
            }
        }
    }
}
