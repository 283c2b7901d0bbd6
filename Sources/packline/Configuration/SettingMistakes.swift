import Barcode
import Language
import OMS
import OMSClient
import Station

// Everything that is set wrongly, for those who put it right: a run of the station ends at the first of them.
extension Settings {
    /// What is wrong with values, one by one; nothing is run that prints a secret.
    var mistakes: [Failure] {
        let readings: [() throws -> Void] = [
            { _ = try flag(.allowHTTP) }, { _ = try dialect() }, { _ = try read(.timeZone, Zone.init) },
            { _ = try read(.force, StationSettings.ForcePolicy.init(rawValue:)) },
            { _ = try flag(.packWhenComplete) }, { _ = try language() }, { _ = try theme() },
            { _ = try escapeDelay() }, { _ = try flag(.pauseEndsFrame) },
            { _ = try read(.layout, KeyboardLayout.init(rawValue:)) }, { _ = try station() },
            { _ = try labels() }, { _ = try printsLabelsItself() },
            { _ = try labelHosts() },
            { _ = try webhookAddress() }, { _ = try webhookRetry() }, { _ = try metricsAddress() },
            { _ = try warehouse(password: nil) },
        ]
        return (printerTable.mistakes + readings.compactMap(Self.failure)).onceEach
    }

    /// What is wrong with the access to the OMS and with the webhooks' secret, for which commands may be run.
    func client(collecting mistakes: inout [Failure]) -> OMSClientSettings? {
        if let failure = Self.failure({ _ = try webhookSecret() }) { mistakes.append(failure) }
        if let failure = Self.failure({ _ = try warehousePassword() }) { mistakes.append(failure) }
        var settings: OMSClientSettings?
        if let failure = Self.failure({ settings = try client() }) { mistakes.append(failure) }
        mistakes = mistakes.onceEach
        return settings
    }

    private static func failure(_ reading: () throws -> Void) -> Failure? {
        do {
            try reading()
            return nil
        } catch {
            return error as? Failure ?? Failure(Phrase(error), Status.configuration)
        }
    }
}

extension [Failure] {
    /// Each sentence once.
    var onceEach: [Failure] {
        var seen: Set<String> = []
        return filter { seen.insert($0.sentence).inserted }
    }
}
