import HTTPListener
import Language
import OMS

/// Where webhooks are received, and what proves that they come from the OMS.
struct WebhookSettings {
    let address: ListeningAddress
    let secret: String?
}

extension Settings {
    /// How webhooks are received; nil where they are not.
    func webhooks() throws -> WebhookSettings? {
        guard let address = try webhookAddress() else { return nil }
        return WebhookSettings(address: address, secret: try webhookSecret())
    }

    /// Where webhooks are received; nil where they are not.
    func webhookAddress() throws -> ListeningAddress? { try read(.webhooks, ListeningAddress.init(_:)) }

    /// How long the OMS is to wait between two tries to deliver an event.
    func webhookRetry() throws -> RetryCountdown { try read(.webhookRetry, RetryCountdown.init) ?? .usual }

    /// What the OMS signs its events with, as `packline webhooks subscribe` prints it; nil where nothing is signed.
    func webhookSecret() throws -> String? {
        let secret: String
        if let text = self[.webhookSecret] {
            secret = text
        } else if let path = self[.webhookSecretFile] {
            secret = try SecretFile.read(path, holding: .webhook)
        } else if let command = self[.webhookSecretCommand] {
            secret = try SecretFile.run(command, giving: .webhook)
        } else {
            return nil
        }
        // An empty secret proves nothing, and whoever configured it relies on one.
        guard !secret.isEmpty else {
            throw Failure(Phrase("program.secret.webhook.empty"), Status.configuration)
        }
        return secret
    }
}
