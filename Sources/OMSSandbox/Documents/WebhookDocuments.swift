extension HookRow {
    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("event_type", eventType)
            json.member("target_url", targetURL)
            json.member("secret_key", secretKey)
            json.member("created_date", created)
            json.member("modified_date", created)
            json.member("is_active", true)
        }
    }
}

extension WebhookEventRow {
    /// All of the delivery, as `GET /packages/{id}/webhook_events/` has it.
    func writeFull(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("created_date", created)
            json.member("modified_date", modified)
            json.member("event_type", eventType)
            json.object("content_type") { json in
                json.member("id", State.Class.package.contentType)
                json.member("app_label", "packages")
                json.member("model", "package")
            }
            json.member("object_id", package)
            json.member("status", status.rawValue)
            json.member("payload", json: payload)
            json.member("response", json: response ?? "null")
            json.member("retryable", status == .pending)
            json.member("retry_count", retryCount)
            json.member("next_retry_date", nextRetry)
        }
    }

    /// As `GET /packages/{id}/webhook_events/short/` has it.
    func writeShort(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("created_date", created)
            json.member("event_type", eventType)
            json.member("status", status.rawValue)
            json.member("retry_count", retryCount)
        }
    }
}
