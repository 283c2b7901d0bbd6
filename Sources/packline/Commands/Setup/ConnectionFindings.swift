import Language
import OMS
import OMSClient
import Station
import StationEngine
import StationTerminal

extension Finding {
    /// What an error of the OMS says about the connection, the token and the clock.
    static func refusal(_ error: OMSClientError) -> [Finding] {
        let clock = skipped("clock", Phrase("program.doctor.clock-unknown"))
        let answers = ok("connection", Phrase("program.doctor.answers"))
        func refused(_ advice: Phrase?) -> [Finding] {
            [answers, wrong("token", .list([error.phrase, advice], .blank), Status.noPermission), clock]
        }
        if case .status(401) = error.code {
            let isScheme = if case .otherScheme = error.hint { true } else { false }
            return refused(isScheme ? nil : Phrase("program.doctor.set-token"))
        }
        if case .status(403) = error.code { return refused(Phrase("program.doctor.ask-for-right")) }
        let (advice, status) =
            error.isTemporary
            ? (error.laterAdvice, Status.temporary) : (Phrase(error.adviceKey), Status.unavailable)
        return [
            wrong("connection", .list([error.phrase, advice], .blank), status),
            skipped("token", Phrase("program.doctor.no-answer")), clock,
        ]
    }

    /// What an error says where something else was to be found out.
    static func unknown(_ subject: String, _ error: OMSClientError) -> Finding {
        let phrase = Phrase("program.doctor.not-known", ["error": error.phrase])
        return error.isTemporary
            ? wrong(subject, .list([phrase, error.laterAdvice], .blank), Status.temporary) : skipped(subject, phrase)
    }

    /// Judges the stock location by a package that the OMS gave for it; nil where it gave none.
    static func location(_ code: String, _ package: Package?) -> Finding {
        guard let package else {
            return wrong("location", Phrase("program.doctor.location-unknown", ["code": code]))
        }
        guard let location = package.stockLocation, location.erpCode == code else {
            let parameter = PackageParameter.stockLocationCode.facts.name
            return wrong("location", Phrase("program.doctor.location-ignored", ["parameter": parameter]))
        }
        return ok("location", [code, location.name].compactMap(\.self).joined(separator: ", ") + ".")
    }

    /// Compares the two clocks; a minute apart, due times would be shown wrong.
    static func clock(ours: Timestamp, theirs: Timestamp?) -> Finding {
        guard let theirs else { return skipped("clock", Phrase("program.doctor.no-time")) }
        let ahead = ours.seconds(since: theirs)
        let seconds = String(abs(ahead))
        guard abs(ahead) >= 60 else {
            return ok(
                "clock",
                abs(ahead) < 2
                    ? Phrase("program.doctor.clock-same") : Phrase("program.doctor.clock-near", ["seconds": seconds]))
        }
        return wrong(
            "clock",
            Phrase(ahead > 0 ? "program.doctor.clock-ahead" : "program.doctor.clock-behind", ["seconds": seconds]))
    }

    /// Judges a terminal by what the station can do on it; nil for those of a type of which nothing near is known.
    static func terminal(_ terminal: TerminalFacts?, _ abilities: TerminalAbilities?) -> Finding {
        guard let terminal else { return skipped("terminal", Phrase("program.doctor.no-terminal")) }
        guard let abilities, abilities.canMoveCursor else {
            return wrong("terminal", Phrase("program.doctor.terminal-type", ["type": terminal.type]))
        }
        guard terminal.isUTF8 else { return wrong("terminal", Phrase("program.doctor.no-unicode")) }
        let size = "\(terminal.columns) × \(terminal.rows)"
        guard terminal.columns == 0 || (terminal.columns >= 40 && terminal.rows >= 12) else {
            return wrong("terminal", Phrase("program.doctor.terminal-small", ["size": size]))
        }
        let palette =
            abilities.colours < 8
            ? Phrase("program.doctor.no-colours")
            : Phrase("program.doctor.colours", ["colours": String(abilities.colours)])
        guard abilities.type != terminal.type else {
            return ok(
                "terminal",
                Phrase("program.doctor.terminal", ["type": terminal.type, "size": size, "palette": palette]))
        }
        let taken = StationModel.phrase(forUnknownTerminal: terminal.type, takenFor: abilities.type)
        return note(
            "terminal",
            Phrase("program.doctor.terminal-taken-for", ["taken": taken, "size": size, "palette": palette]))
    }
}

extension OMSClientError {
    /// Whether the OMS, or a proxy before it, says that it may be otherwise a little later.
    fileprivate var isTemporary: Bool { Failure(self).status == Status.temporary }

    /// When to try again.
    fileprivate var laterAdvice: Phrase {
        retryAfter.map { Phrase("program.try-again-in", ["seconds": Int(max(1, $0.components.seconds))]) }
            ?? Phrase("program.try-again-in-a-minute")
    }

    /// The key of what is to be done about it.
    fileprivate var adviceKey: String {
        switch code {
        case .unknownHost: "program.doctor.check-host"
        case .couldNotConnect: "program.doctor.check-network"
        case .tls: "program.doctor.check-certificate"
        case .timedOut, .cutOff: "program.doctor.check-line"
        case .status(404), .undecodable, .redirected: "program.doctor.check-url"
        default: "program.doctor.ask"
        }
    }
}
