import HTTPListener

extension Settings {
    /// Where the station's figures are asked for; nil where they are not.
    func metricsAddress() throws -> ListeningAddress? {
        try read(.metrics, ListeningAddress.init(loopbackUnlessNamed:))
    }
}
