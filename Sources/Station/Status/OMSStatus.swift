import OMS

/// How reaching the OMS goes, how old the packages are, and what of the installation was said not to be understood.
struct OMSStatus: Equatable, Sendable {
    /// The state of the connection to the OMS.
    private(set) var connection = Connection.connecting
    /// When the mirror last agreed with the OMS.
    private(set) var fresh: Timestamp?
    /// The progress of a full reading; nil when none is running.
    private(set) var filling: Progress?
    /// Whether another version of the program was installed over the one that runs.
    private(set) var hasNewVersion = false
    /// States that are not understood, of which it was said.
    private var toldStates: Set<PackageState> = []
    /// What was said of settings that are missing because the OMS lists no commands.
    private var toldSettings: [NoticeMessage] = []

    /// Takes note of how reaching the OMS goes; true when it answers again after an outage.
    mutating func change(to connection: Connection) -> Bool {
        // A slow connection is being retried already.
        let isBack = connection == .online && self.connection != .online && self.connection != .slow
        self.connection = connection
        return isBack
    }

    mutating func noteNewVersion() { hasNewVersion = true }

    mutating func markFresh(at time: Timestamp) { fresh = time }

    mutating func showProgress(_ progress: Progress?) { filling = progress }

    /// The states among these of which it was not said yet that they are not understood; from now on it was.
    mutating func newStates(among states: [PackageState]) -> [PackageState] {
        let new = states.filter { !toldStates.contains($0) }
        toldStates.formUnion(new)
        return new
    }

    /// Whether it is still to be said that a setting is missing; from now on it was.
    mutating func isNews(_ setting: NoticeMessage) -> Bool {
        guard !toldSettings.contains(setting) else { return false }
        toldSettings.append(setting)
        return true
    }

    /// Whether there can be packages that have not been read yet.
    func isPartial(_ index: PackageIndex) -> Bool { fresh == nil || index.isPart }

    /// What is said where no package is called so: one that the OMS cannot be asked for may exist all the same.
    func unknown(_ name: String, _ index: PackageIndex) -> LookupMessage {
        if isPartial(index) { return notReadYet(name) }
        return connection.mayAnswer ? .noSuchPackage(name) : .notAskable(name)
    }

    /// What is said of a code while packages are still to be read.
    func notReadYet(_ code: String) -> LookupMessage {
        connection.mayAnswer
            ? .notFoundYet(code, read: filling?.done, total: filling?.total) : .notReadYet(code)
    }
}

extension Connection {
    /// Whether a question may be answered, as far as is known.
    var mayAnswer: Bool {
        switch self {
        case .connecting, .online, .slow: true
        case .offline, .rejected: false
        }
    }
}
