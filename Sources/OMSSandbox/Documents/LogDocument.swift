extension LogRow {
    /// All of the entry, as `GET /packages/{id}/transition_logs/` has it.
    func writeFull(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("created_date", created)
            json.member("modified_date", created)
            json.member("source_state") { json in
                if let source { source.write(to: &json) } else { json.null() }
            }
            json.member("target_state") { target.write(to: &$0) }
            json.object("transition", transition) { json, transition in
                json.member("id", transition.id)
                json.member("name", transition.name)
                json.member("source_state", source?.id)
                json.member("target_state", target.id)
            }
            json.object("content_type") { json in
                json.member("id", State.Class.package.contentType)
                json.member("app_label", "packages")
                json.member("model", "package")
            }
            json.member("object_id", package)
            json.member("additional_data", json: inputs ?? "{}")
            json.object("user") { json in
                json.member("id", user.id)
                json.member("username", user.username)
                json.member("email", user.email)
            }
        }
    }

    /// As `GET /packages/{id}/transition_logs/short/` has it.
    func writeShort(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("created_date", created)
            json.member("source_state") { json in
                if let source { source.writeShort(to: &json) } else { json.null() }
            }
            json.member("target_state") { target.writeShort(to: &$0) }
            json.member("transition_name", transition?.name)
            json.member("user", user.username)
        }
    }
}
