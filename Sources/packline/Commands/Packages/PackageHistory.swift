import ArgumentParser
import Language
import OMS

/// `packline log`.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "List a package's transition log, or show one entry of it.",
        discussion: "Example: packline log 73 --short\nExample: packline log 73 4711 --json")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: ArgumentHelp("One entry, by its id.", valueName: "log-id"))
    var log: Int?

    @OptionGroup var pages: PageOptions

    @Flag(help: "The OMS's short form.")
    var short = false

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            let id = try await lookUp.id(of: package.name)
            if let log {
                let one = try await lookUp.ask(
                    (short ? Request.shortTransitionLog(id, log: log) : .transitionLog(id, log: log)).verbatim)
                if pages.json { Output.json(one.json) } else { describe(one.value, lookUp) }
                return
            }
            try await PagedOutput(things: .entries, columns: .logs, read: TransitionLog.init)
                .print(pages, lookUp) { page, limit in
                    short
                        ? .shortTransitionLogs(id, page: page, limit: limit)
                        : .transitionLogs(id, page: page, limit: limit)
                }
        }
    }

    private func describe(_ log: TransitionLog, _ lookUp: LookUp) {
        Output.facts([
            ("entry", String(log.id)), ("when", lookUp.moment(log.createdDate)), ("from", log.source?.name),
            ("to", log.target?.name), ("transition", log.transitionName), ("user", log.user),
        ])
    }
}

/// `packline events`.
struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List the webhook events of a package, or show one of them.",
        discussion: "Example: packline events 73\nExample: packline events 73 12 --json")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: ArgumentHelp("One event, by its id.", valueName: "event-id"))
    var event: Int?

    @OptionGroup var pages: PageOptions

    @Flag(help: "The OMS's short form, which there is for the list only.")
    var short = false

    func validate() throws {
        if short, event != nil { throw ValidationError("--short goes with the list, not with one event.") }
    }

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            let id = try await lookUp.id(of: package.name)
            if let event {
                let one = try await lookUp.ask(Request.webhookEvent(id, event: event).verbatim)
                if pages.json { Output.json(one.json) } else { describe(one.value, lookUp) }
                return
            }
            try await PagedOutput(
                things: .events, columns: short ? .short : .full, read: WebhookDelivery.init
            )
            .print(pages, lookUp) { page, limit in
                short
                    ? .shortWebhookEvents(id, page: page, limit: limit)
                    : .webhookEvents(id, page: page, limit: limit)
            }
        }
    }

    private func describe(_ event: WebhookDelivery, _ lookUp: LookUp) {
        Output.facts([
            ("event", Phrase("lookup.with-id", ["name": event.eventType ?? "", "id": String(event.id)]).text),
            ("when", lookUp.moment(event.createdDate)),
            ("status", event.status), ("retries", String(event.retryCount)),
            ("next", lookUp.moment(event.nextRetryDate)),
            ("answer", event.response == .null ? nil : event.response.text),
        ])
    }
}
