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

extension TerminalError {
    var phrase: Phrase {
        switch code {
        case .notATerminal: Phrase("program.terminal.none", ["stream": subject])
        case .unusableType: Phrase("program.terminal.unusable", ["type": subject])
        case .noSignals: Phrase("program.terminal.no-signals", ["reason": subject])
        }
    }
}
