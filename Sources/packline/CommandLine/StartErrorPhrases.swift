import HTTPListener
import Language
import StationTerminal
import WebhookReceiver

// What keeps the station from starting, as its `description` but in the language of whoever starts it.

extension WebhookReceiverError {
    var phrase: Phrase {
        let address = "\(address)"
        return switch code {
        case .portInUse: Phrase("program.webhooks.in-use", ["address": address])
        case .cannotListen: Phrase("program.webhooks.refused", ["address": address, "reason": detail])
        case .stopped: Phrase("program.webhooks.stopped", ["address": address])
        }
    }
}

extension HTTPListenerError {
    /// Why nobody can ask for the figures of a station.
    func phrase(ofMetricsAt address: ListeningAddress) -> Phrase {
        let address = "\(address)"
        return switch self {
        case .portInUse: Phrase("program.metrics.in-use", ["address": address])
        case .cannotListen(let reason): Phrase("program.metrics.refused", ["address": address, "reason": reason])
        case .stopped: Phrase("program.metrics.stopped", ["address": address])
        }
    }
}

extension TerminalError {
    var phrase: Phrase {
        switch code {
        case .notATerminal: Phrase("program.terminal.none", ["stream": subject])
        case .unusableType: Phrase("program.terminal.unusable", ["type": subject])
        case .noSignals: Phrase("program.terminal.no-signals", ["reason": subject])
        }
    }
}
