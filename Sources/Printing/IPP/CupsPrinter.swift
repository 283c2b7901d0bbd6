import CCups

/// A printer that speaks IPP, or a queue of CUPS.
///
/// Neither proves that paper came out: `completed` says that the last program is done. A job is submitted once, under a
/// title of its own by which it is found again.
public struct CupsPrinter: Printer {
    private let address: String
    private let isQueue: Bool
    private let settings: CupsPrinterSettings
    private let thread: IPPThread

    /// How often a job that is under way is asked for; a page takes seconds.
    private static let jobInterval: Duration = .milliseconds(500)

    /// The printer at an `ipp://` or `ipps://` address.
    public init(
        uri: String, settings: CupsPrinterSettings = CupsPrinterSettings()
    ) throws(PrinterError) {
        guard let target = IPPTarget(uri: uri) else { throw PrinterError(.invalidAddress, printer: uri) }
        self.init(target, address: uri, isQueue: false, settings)
    }

    /// A queue of the CUPS at a host, or else of the one that libcups is configured for.
    public init(
        queue: String, host: String? = nil, port: Int = PrinterAddress.ippPort,
        settings: CupsPrinterSettings = CupsPrinterSettings()
    ) {
        self.init(
            IPPTarget(queue: queue, host: host, port: port),
            address: PrinterAddress.cups(queue: queue, host: host, port: port).text, isQueue: true, settings)
    }

    /// A spooler knows jobs by their titles.
    public var findsJobs: Bool { true }

    private init(_ target: IPPTarget, address: String, isQueue: Bool, _ settings: CupsPrinterSettings) {
        (self.address, self.isQueue, self.settings) = (address, isQueue, settings)
        thread = IPPThread(target: target, settings: settings)
    }

    /// Submits a document once; a job of this title that is there already is followed, and not submitted again.
    public func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome {
        guard let format = format(of: document.kind) else {
            throw PrinterError(.unsupportedDocument, printer: address, detail: document.kind.rawValue)
        }
        if let job = try await job(titled: title) {
            try await record(willSend)
            return await outcome(of: job)
        }
        if let trouble = try await checkedTrouble() { return .needsHand(trouble) }
        guard !Task.isCancelled else { throw PrinterError(.cancelled, printer: address) }
        try await record(willSend)
        return try await submit(document, format, title)
    }

    private func record(_ willSend: @Sendable (SendingMark) async throws -> Void) async throws(PrinterError) {
        do {
            try await willSend(SendingMark(odometerBefore: nil, labels: nil))
        } catch {
            throw PrinterError(.notRecorded, printer: address, detail: "\(error)")
        }
    }

    /// How the printer is now.
    public func status() async throws(PrinterError) -> PrinterStatus {
        PrinterReasons.status(of: try await attributes(), isQueue: isQueue)
    }

    /// Who the printer says it is: its UUID, its make and model.
    public func identity() async throws(PrinterError) -> PrinterIdentity {
        let printer = try await attributes()
        return PrinterIdentity(
            uniqueID: printer["printer-uuid"]?.first, name: printer["printer-make-and-model"]?.first)
    }

    /// Looks for the job of a title among all jobs; where there is none, and an older one is known, none was submitted.
    public func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict {
        guard let job = try await job(titled: title) else {
            return try await knowsJobs(since: mark.age)
                ? .notPrinted : .unknown(reason: .forgotten)
        }
        return switch await outcome(of: job) {
        case .printed: .printed
        case .sent: .sent
        case .held(let trouble), .needsHand(let trouble): .held(trouble)
        case .failed(let reason), .unknown(let reason): .unknown(reason: reason)
        }
    }

    // MARK: A job

    private func submit(
        _ document: PrintDocument, _ format: String, _ title: String
    ) async throws(PrinterError) -> PrintOutcome {
        var request = IPPRequest(
            operation: IPP_OP_PRINT_JOB,
            attributes: [
                .init(name: "job-name", value: .name(title)), .init(name: "document-format", value: .mimeType(format)),
            ])
        request.document = document.bytes
        do throws(IPPFault) {
            let jobs = try await thread.answer(to: request).jobs
            if let job = jobs.first.flatMap(Self.id) { return await outcome(of: job) }
        } catch {
            guard case .lost = error else { throw refusal(error) }
        }
        // No clear answer came back: the title tells whether there is a job.
        do throws(PrinterError) {
            if let job = try await job(titled: title) { return await outcome(of: job) }
        } catch {
            return .unknown(reason: .said("\(error)"))
        }
        return .unknown(reason: .noAnswer)
    }

    /// Follows a job for a while; one that has not ended by then is sent, and what cannot be asked is unknown.
    private func outcome(of id: Int32) async -> PrintOutcome {
        let clock = ContinuousClock()
        let (end, patience) = (clock.now + settings.printTimeout, clock.now + settings.warningPatience)
        do throws(PrinterError) {
            while true {
                let job = try await job(id)
                if let outcome = Self.outcome(of: job) { return outcome }
                let printer = try await attributes()
                let trouble = PrinterReasons.status(of: printer, isQueue: isQueue).trouble
                if let trouble { return .held(trouble) }
                if clock.now > patience, let trouble = PrinterReasons.warned(by: printer) { return .held(trouble) }
                if Self.state(of: job) == IPP_JSTATE_STOPPED { return .held(.other) }
                // It may stand behind long jobs of others: the spooler has it, and keeps the order.
                guard clock.now < end else { return .sent }
                do {
                    try await Task.sleep(for: Self.jobInterval)
                } catch {
                    return .unknown(reason: .cancelled)
                }
            }
        } catch {
            return .unknown(reason: .said("\(error)"))
        }
    }

    /// What a job's state says; nil where it has not ended.
    private static func outcome(of job: IPPAnswer.Group) -> PrintOutcome? {
        switch state(of: job) {
        case IPP_JSTATE_COMPLETED: .sent
        case IPP_JSTATE_CANCELED, IPP_JSTATE_ABORTED:
            .failed(reason: .said((job["job-state-reasons"] ?? []).joined(separator: ", ")))
        default: nil
        }
    }

    private static func state(of job: IPPAnswer.Group) -> ipp_jstate_t? {
        job["job-state"]?.first.flatMap { Int($0) }.map { ipp_jstate_t(UInt32(clamping: $0)) }
    }

    private func job(_ id: Int32) async throws(PrinterError) -> IPPAnswer.Group {
        try await answer(
            IPPRequest(
                operation: IPP_OP_GET_JOB_ATTRIBUTES,
                attributes: [
                    .init(name: "job-id", value: .number(id)),
                    .init(
                        name: "requested-attributes", value: .keywords(["job-id", "job-state", "job-state-reasons"])),
                ])
        ).jobs.first ?? [:]
    }

    /// The last job of a title, among those that have ended as well.
    private func job(titled title: String) async throws(PrinterError) -> Int32? {
        // Printers need not know “all”.
        for which in ["not-completed", "completed"] {
            let jobs = try await jobs(which, ["job-id", "job-name"])
            if let found = jobs.filter({ $0["job-name"] == [title] }).compactMap(Self.id).max() { return found }
        }
        return nil
    }

    private func jobs(_ which: String, _ attributes: [String]) async throws(PrinterError) -> [IPPAnswer.Group] {
        try await answer(
            IPPRequest(
                operation: IPP_OP_GET_JOBS,
                attributes: [
                    .init(name: "which-jobs", value: .keywords([which])),
                    .init(name: "my-jobs", value: .flag(false)),
                    .init(name: "requested-attributes", value: .keywords(attributes)),
                ])
        ).jobs
    }

    /// Whether a job that is older than that is known: they are forgotten oldest first, and a printer that was switched
    /// off may have forgotten all.
    private func knowsJobs(since age: Duration?) async throws(PrinterError) -> Bool {
        guard let age else { return false }
        let printer = try await attributes()
        guard let now = printer["printer-up-time"]?.first.flatMap({ Int($0) }) else { return false }
        let ended = try await jobs("completed", ["job-id", "time-at-creation"])
        return ended.compactMap { $0["time-at-creation"]?.first.flatMap { Int($0) } }
            .contains { .seconds(now - $0) > age }
    }

    private static func id(of job: IPPAnswer.Group) -> Int32? { job["job-id"]?.first.flatMap { Int32($0) } }

    private func format(of kind: DocumentKind) -> String? {
        switch kind {
        case .pdf: "application/pdf"
        case .png: "image/png"
        // A queue hands labels on as they are.
        case .zpl, .epl: isQueue ? "application/vnd.cups-raw" : "application/octet-stream"
        case .html, .link, .unknown: nil
        }
    }

    // MARK: The printer

    /// Checks identity and status before anything is sent; gives what needs a hand.
    private func checkedTrouble() async throws(PrinterError) -> PrinterTrouble? {
        let printer = try await attributes()
        if let expected = settings.uniqueID, printer["printer-uuid"] != [expected] {
            throw PrinterError(.wrongPrinter, printer: address, detail: printer["printer-uuid"]?.first)
        }
        return PrinterReasons.status(of: printer, isQueue: isQueue).trouble ?? PrinterReasons.warned(by: printer)
    }

    private func attributes() async throws(PrinterError) -> IPPAnswer.Group {
        let names = [
            "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "queued-job-count", "printer-uuid",
            "printer-make-and-model", "printer-up-time",
        ]
        return try await answer(
            IPPRequest(
                operation: IPP_OP_GET_PRINTER_ATTRIBUTES,
                attributes: [.init(name: "requested-attributes", value: .keywords(names))])
        ).printer
    }

    private func answer(_ request: IPPRequest) async throws(PrinterError) -> IPPAnswer {
        do {
            return try await thread.answer(to: request)
        } catch {
            throw printerError(error)
        }
    }

    private func printerError(_ fault: IPPFault) -> PrinterError {
        switch fault {
        case .notSent(let reason): PrinterError(.notReached, printer: address, detail: reason)
        case .lost(let reason): PrinterError(.noAnswer, printer: address, detail: reason)
        case .refused(let status, let reason):
            PrinterError(Self.code(of: status), printer: address, detail: reason)
        }
    }

    /// Why a job was refused: of its attributes, the document's format is the only one that a printer may not know.
    private func refusal(_ fault: IPPFault) -> PrinterError {
        guard case .refused(let status, let reason) = fault,
            status == IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES.rawValue
        else { return printerError(fault) }
        return PrinterError(.unsupportedDocument, printer: address, detail: reason)
    }

    /// What a refusal means for the job: a document that cannot be printed keeps no other one waiting.
    private static func code(of status: UInt32) -> PrinterError.Code {
        switch ipp_status_t(rawValue: Int32(bitPattern: status)) {
        case IPP_STATUS_ERROR_NOT_FOUND: .noSuchPrinter
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED, IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR,
            IPP_STATUS_ERROR_DOCUMENT_UNPRINTABLE:
            .unsupportedDocument
        default: .refused
        }
    }
}
