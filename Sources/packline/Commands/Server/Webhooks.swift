import ArgumentParser
import OMS

/// `packline webhooks`.
struct Webhooks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Subscribe to what happens to packages, and end a subscription.",
        discussion: "Example: packline webhooks subscribe package.created https://example.com/hooks",
        subcommands: [Subscribe.self, Unsubscribe.self])

    /// `packline webhooks subscribe`.
    struct Subscribe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "subscribe",
            abstract: "Have events of one type sent to a URL.",
            discussion: """
                What is sent is signed with the secret that is set (webhooks.secret_file, or the
                variable PACKLINE_WEBHOOKS_SECRET), so that the receiver, packline --webhooks or
                packline listen, can tell the OMS from anybody else. It is no option, because
                others on this machine can see options. How long the OMS waits between two tries to
                deliver an event says webhooks.retry_countdown; it is 60 seconds.

                Example: packline webhooks subscribe package.created https://bench-3.example.com/
                """)

        @OptionGroup var connection: ConnectionOptions

        @Argument(
            help: ArgumentHelp(
                "What to subscribe to: \(WebhookEventType.allCases.map(\.rawValue).joined(separator: ", ")).",
                valueName: "event"),
            completion: .list(WebhookEventType.allCases.map(\.rawValue)))
        var event: String

        @Argument(help: ArgumentHelp("Where the events are sent.", valueName: "url"))
        var target: String

        @Flag(help: "Print the OMS's JSON.")
        var json = false

        func run() async throws {
            try await LookUp.run(connection) { lookUp in
                let secret = try lookUp.settings.webhookSecret()
                let request = Request.subscribeHook(
                    to: event, at: target, secret: secret, retrying: try lookUp.settings.webhookRetry())
                let hook = try await lookUp.ask(request.verbatim)
                if json {
                    Output.json(hook.json)
                } else {
                    Output.facts([
                        ("subscription", String(hook.value.id)), ("event", hook.value.eventType ?? event),
                        ("to", hook.value.targetURL ?? target),
                    ])
                }
            }
        }
    }

    /// `packline webhooks unsubscribe`.
    struct Unsubscribe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unsubscribe",
            abstract: "End a subscription.", discussion: "Example: packline webhooks unsubscribe 4")

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: ArgumentHelp("The subscription's id, as it was told when it was made.", valueName: "id"))
        var hook: Int

        func run() async throws {
            try await LookUp.run(connection) { try await $0.ask(.unsubscribeHook(hook)) }
        }
    }
}
