import Language

/// Everything that can be set to one value.
///
/// One table: its name in the configuration file, its variable, and what it is for. What takes more than a value has a
/// section of its own: `ParameterSection`, `CommandSection` and `AliasSection`.
enum Setting: String, CaseIterable {
    case url = "oms.url"
    case token = "oms.token"
    case tokenFile = "oms.token_file"
    case tokenCommand = "oms.token_command"
    case scheme = "oms.scheme"
    case loginURL = "oms.login_url"
    case username = "oms.username"
    case password = "oms.password"
    case allowHTTP = "oms.allow_http"
    case certificateAuthorities = "oms.ca_file"
    case station = "station.name"
    case location = "station.location"
    case packer = "station.packer"
    case force = "station.force"
    case packWhenComplete = "station.pack_when_complete"
    case modeTimeout = "station.mode_timeout"
    case timeZone = "station.time_zone"
    case language = "station.language"
    case stateFolder = "station.state_folder"
    case soundCommand = "station.sound_command"
    case theme = "theme"
    case escapeDelay = "terminal.escape_delay_ms"
    case doubleRead = "scanner.double_read_ms"
    case pauseEndsFrame = "scanner.pause_ends_frame"
    case machineGap = "scanner.machine_gap_ms"
    case pause = "scanner.pause_ms"
    case layout = "scanner.layout"
    case groupSeparator = "scanner.group_separator"
    case prefix = "scanner.prefix"
    case suffix = "scanner.suffix"
    case commandBody = "commands.body"
    case printCommand = "documents.print_command"
    case documentFolder = "documents.folder"
    case automaticLabels = "labels.auto"
    case labelConfirmation = "labels.confirm"
    case labelsLateAfter = "labels.late_after"
    case labelHosts = "labels.hosts"
    case boardNames = "board.names"
    case warehouse = "warehouse.url"
    case warehousePassword = "warehouse.password"
    case warehousePasswordFile = "warehouse.password_file"
    case warehousePasswordCommand = "warehouse.password_command"
    case metrics = "metrics.address"
    case webhooks = "webhooks.address"
    case webhookSecret = "webhooks.secret"
    case webhookSecretFile = "webhooks.secret_file"
    case webhookSecretCommand = "webhooks.secret_command"
    case webhookRetry = "webhooks.retry_countdown"

    /// The environment variable that sets it: `oms.url` is `PACKLINE_OMS_URL`.
    var variable: String { "PACKLINE_" + rawValue.uppercased().replacing(".", with: "_") }

    /// Whether only its owner may read it.
    var isSecret: Bool { [.token, .password, .webhookSecret, .warehousePassword].contains(self) }

    /// The option that sets it, where there is one.
    var option: String {
        switch self {
        case .webhooks, .metrics: "--" + (rawValue.split(separator: ".").first ?? "")
        default: "--" + (rawValue.split(separator: ".").last ?? "")
        }
    }

    /// Whether it takes several values: a list in a file, and one text with commas anywhere.
    var takesList: Bool { self == .labelHosts }

    /// What it must be, for people.
    var expected: Phrase { Phrase("setting.\(rawValue)", ["example": example]) }

    /// A value that could not stand in the catalogs as it is, for it has braces.
    private var example: String {
        switch self {
        case .url: "https://{customer}-oms.akinon.net/api/v1/oms"
        case .webhookRetry: #"{"choice": "exponential", "kwargs": {"base": 2, "limit": 600}}"#
        default: ""
        }
    }
}

/// A value as it was set, and where.
struct SetValue {
    /// The value, unread.
    let text: String
    /// Where it stands, for messages: a file and its line, a variable, an option.
    let origin: Phrase
    /// Whether it was given as an option, which comes before everything else.
    var isOption = false
}
